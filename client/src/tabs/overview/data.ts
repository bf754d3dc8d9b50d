/** From answers to what is drawn. Pure: views do no arithmetic. */

import type { TimelinePoint } from "../../charts/timeline";
import { bucketLabel, bucketNoun, bucketWords, type Change, change, clock, count, names, percent } from "../../format";
import type { Cell, Table } from "../../parts/table";
import { narrowed, rangeWords, type ScopeInput, scopeWords } from "../../scope";
import { type Area, area, everything, sameArea } from "../../state/area";
import { type Measure, measures, type View } from "../../state/view";
import type { RankingQuestion, RankingRow, Trend } from "./query";

export const measureWords: Record<Measure, { card: string; title: string; more: "good" | "bad" | "neither" }> = {
  users: { card: "Active users", title: "Unique users", more: "good" },
  newUsers: { card: "New users", title: "New users", more: "good" },
  sessions: { card: "Sessions", title: "Sessions", more: "good" },
  events: { card: "Events", title: "Events", more: "neither" },
  errors: { card: "Errors", title: "Errors", more: "bad" },
};

export interface CardData {
  measure: Measure;
  label: string;
  value: number;
  previous: number | null;
  change: Change;
  tone: "good" | "bad" | "neutral";
  spark: (number | null)[];
}

/** Green and red only where more is really better or worse. */
export const toneOf = (measure: Measure, { direction }: Change): CardData["tone"] => {
  const { more } = measureWords[measure];
  if (more === "neither" || (direction !== "up" && direction !== "down")) return "neutral";
  return (more === "good") === (direction === "up") ? "good" : "bad";
};

export const cards = (trend: Trend): CardData[] =>
  measures.map((measure) => {
    const value = trend.totals[measure];
    const previous = trend.previous?.[measure] ?? null;
    const moved = change(value, previous);
    const spark = timeline(trend, measure).map((point) => point.value);
    return { measure, label: measureWords[measure].card, value, previous, change: moved, tone: toneOf(measure, moved), spark };
  });

/** One point a bucket. Nothing is drawn after now; a bucket that has begun but is not among the finished ones is marked. */
export const timeline = ({ scope, series }: Trend, measure: Measure): TimelinePoint[] => {
  const values = series.lines[0]?.[measure] ?? [];
  const before = series.previous?.[0]?.[measure] ?? null;
  const { timeZone: zone, asOf, to: end } = scope;
  const now = Date.parse(asOf);
  return series.buckets.map((from, index) => {
    const to = series.buckets[index + 1] ?? end;
    const future = Date.parse(from) > now;
    const unfinished = !future && index >= series.finishedBuckets;
    return {
      from,
      label: bucketLabel(series.bucket, from, zone),
      words: bucketWords(series.bucket, from, to, zone) + (unfinished ? `, until ${clock(now, zone)}` : ""),
      value: future ? null : (values[index] ?? 0),
      previous: before?.[index] ?? null,
      unfinished,
    };
  });
};

export const timelineTitle = (view: View, trend: Trend | null): string => {
  const every = trend ? ` per ${bucketNoun[trend.series.bucket]}` : "";
  return `${measureWords[view.measure].title}${every}, ${scopeWords(view)}`;
};

export const timelineTable = (points: readonly TimelinePoint[], measure: Measure, comparison: string | null): Table => {
  const columns = ["Time", measureWords[measure].title, ...(comparison ? [`In the ${comparison}`, "Change"] : [])];
  const rows = points.map((point): Cell[] => {
    const shown: Cell[] = [{ text: point.words, raw: point.from }, numberCell(point.value)];
    return comparison ? [...shown, numberCell(point.previous), changeCell(point.value, point.previous)] : shown;
  });
  return { columns, rows };
};

const numberCell = (value: number | null): Cell => (value === null ? { text: "–", raw: "" } : { text: count(value), raw: value });

const changeCell = (now: number | null, before: number | null): Cell => {
  const { text } = now === null ? { text: "–" } : change(now, before);
  return { text, raw: now === null || before === null || before === 0 ? "" : Math.round(((now - before) / before) * 1e4) / 1e4 };
};

/** A bar list of the Overview: what its rows are, and what they count. */
export interface ListKind {
  of: "package" | "user";
  measure: "users" | "events";
}

/** What is picked in the charts of this tab is one area: bars of one list are alternatives, those of both must hold together. */
export const pickedIn = (view: View): Area => view.selection[0] ?? everything;

const listOf = { package: "packages", user: "users" } as const;

/** The bars that are picked in a list. */
export const pickedBars = (view: View, of: ListKind["of"]): readonly string[] => pickedIn(view)[listOf[of]];

/** The view after a click on a bar: it alone is picked in its list, or taken back; with `more`, it is added to the others. */
export const withBar = (view: View, of: ListKind["of"], name: string, more: boolean): View => {
  const picked = pickedBars(view, of);
  const others = more ? picked.filter((one) => one !== name) : [];
  return withBars(view, of, picked.includes(name) && (more || picked.length === 1) ? others : [...others, name]);
};

export const withBars = (view: View, of: ListKind["of"], names: readonly string[]): View => {
  const next = area({ ...pickedIn(view), [listOf[of]]: names });
  return { ...view, item: null, selection: sameArea(next, everything) ? [] : [next] };
};

/** Users per package, unless one user is selected: then their events, as there is nobody else to count. */
export const packageList = (view: View): ListKind => ({
  of: "package",
  measure: pickedBars(view, "user").length === 1 ? "events" : "users",
});

export const userList: ListKind = { of: "user", measure: "events" };

/** What a list asks: the global filter, narrowed by what is selected in the other list. */
export const rankingQuestion = (view: View, scope: ScopeInput, { of, measure }: ListKind): RankingQuestion => {
  const { from, to, packages, users } = pickedIn(view);
  const other = area({ from, to, ...(of === "package" ? { users } : { packages }) });
  return {
    scope: (other === everything ? scope : narrowed(scope, [other], null)) ?? scope,
    by: [of === "package" ? "PACKAGE" : "USER"],
    order: measure === "users" ? [{ users: "DESC" }, { events: "DESC" }] : [{ events: "DESC" }],
  };
};

/** The list's title, as a sentence: `Events per user in package Chem, chemists, last 30 days`. */
export const listTitle = (view: View, { of }: ListKind): string => {
  const { users, packages } = pickedIn(view);
  const counted = packageList(view).measure === "events" ? "Events" : "Users";
  if (of === "package")
    return `${users.length === 0 ? "Users per package" : `${counted} of ${names(users)} per package`}, ${scopeWords(view)}`;
  if (packages.length === 0) return `Events per user, ${scopeWords(view)}`;
  const noun = packages.length > 1 ? "packages" : "package";
  return `Events per user in ${noun} ${names(packages)}, ${scopeWords({ ...view, filter: { ...view.filter, packages: [] } })}`;
};

export interface BarRow {
  /** The name by which the row is selected; null where the row is nobody or nothing that could be. */
  name: string | null;
  label: string;
  detail: string;
  value: number;
  previous: number | null;
  share: number;
  /** Length of the bar as part of the longest one. */
  part: number;
}

export const barRows = (rows: readonly RankingRow[], { of, measure }: ListKind): BarRow[] => {
  const longest = Math.max(1, ...rows.map((row) => row.measures[measure]));
  return rows.map((row) => {
    const value = row.measures[measure];
    return { ...rowName(row, of), value, previous: row.previous?.[measure] ?? null, share: row.share, part: value / longest };
  });
};

const rowName = ({ key }: RankingRow, of: ListKind["of"]): Pick<BarRow, "name" | "label" | "detail"> => {
  if (of === "package") return { name: key.package?.name ?? null, label: key.package?.name ?? "No package", detail: "" };
  if (!key.user) return { name: null, label: "Anonymous", detail: "no known user" };
  const { login, name } = key.user;
  return name && name !== login ? { name: login, label: name, detail: login } : { name: login, label: login, detail: "" };
};

export const listTable = (rows: readonly BarRow[], { of, measure }: ListKind, comparison: string | null): Table => ({
  columns: [
    of === "package" ? "Package" : "User",
    measure === "users" ? "Users" : "Events",
    "Share",
    ...(comparison ? [`In the ${comparison}`, "Change"] : []),
  ],
  rows: rows.map((row): Cell[] => {
    const label = row.detail && row.name ? `${row.label} (${row.name})` : row.label;
    const shown: Cell[] = [
      { text: label, raw: row.name ?? row.label },
      numberCell(row.value),
      { text: percent(row.share), raw: Math.round(row.share * 1e6) / 1e6 },
    ];
    return comparison ? [...shown, numberCell(row.previous), changeCell(row.value, row.previous)] : shown;
  }),
});

export const filterRows = (rows: readonly BarRow[], search: string): BarRow[] => {
  const wanted = search.trim().toLowerCase();
  return rows.filter((row) => row.label.toLowerCase().includes(wanted) || row.detail.toLowerCase().includes(wanted));
};

/** The file a download is saved as: `events-per-user last 30 days.csv`. */
export const fileName = (what: string, view: View): string => `${what} ${rangeWords(view)}.csv`;
