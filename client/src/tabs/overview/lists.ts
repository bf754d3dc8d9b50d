/** The two bar lists: what they ask, what they are called, and what their rows say. Pure. */

import { change, count, instantRange, names, percent, plural } from "../../format";
import type { Bar } from "../../parts/bar-list";
import { type Cell, changeCell, numberCell, type Table } from "../../parts/table";
import { narrowed, type ScopeInput, scopeWords, zoneOf } from "../../scope";
import type { View } from "../../state/view";
import type { Answered } from "../tab";
import { toneOf } from "./data";
import { areasOutside, type BarName, pickedBars, picksOf } from "./picks";
import type { RankingQuestion, RankingRow } from "./query";

/** A bar list of the Overview: what its rows are, and what they count. */
export interface ListKind {
  of: "package" | "user";
  measure: "users" | "events";
}

/** Users per package, unless the people are one, or nobody known: then events, as there are no users to count. */
export const packageList = (view: View): ListKind => {
  const { users, anonymous } = picksOf(view);
  const alone = users.length === 1 ? !anonymous : users.length === 0 && anonymous;
  return { of: "package", measure: alone ? "events" : "users" };
};

export const userList: ListKind = { of: "user", measure: "events" };

/** What a list asks: the global filter, narrowed by what is picked outside of the list; null where nothing of that is in the filter. */
export const rankingQuestion = (
  view: View,
  scope: ScopeInput,
  { of, measure }: ListKind,
  answered: Answered | null,
): RankingQuestion | null => {
  const within = narrowed(scope, areasOutside(view, of), answered);
  return (
    within && {
      scope: within,
      by: [of === "package" ? "PACKAGE" : "USER"],
      order: measure === "users" ? [{ users: "DESC" }, { events: "DESC" }] : [{ events: "DESC" }],
    }
  );
};

/** The people, packages or times that narrow a list, in words; empty where none do. */
export const peopleWords = (view: View): string => {
  const { users, anonymous } = picksOf(view);
  return names([...users, ...(anonymous ? ["Anonymous"] : [])]);
};

export const packageWords = (view: View): string => names(picksOf(view).packages);

/** The picked times; null where all the time is meant. */
export const timeWords = (view: View): string | null => {
  const { times } = picksOf(view);
  const [only, ...more] = times;
  if (!only) return null;
  return more.length > 0 ? plural(times.length, "picked time") : instantRange(only.from, only.to, zoneOf(view));
};

/** The end of a list's title: a picked time takes the place of the range. */
const scopeInTime = (view: View): string => {
  const { times } = picksOf(view);
  const [only, ...more] = times;
  if (!only) return scopeWords(view);
  if (more.length > 0) return `${timeWords(view)}, ${scopeWords(view)}`;
  return scopeWords({ ...view, range: { kind: "instants", ...only } });
};

/** The list's title, as a sentence: `Events per user in package Chem, chemists, last 30 days`. */
export const listTitle = (view: View, { of }: ListKind): string => {
  const { packages } = picksOf(view);
  const people = peopleWords(view);
  const counted = packageList(view).measure === "events" ? "Events" : "Users";
  if (of === "package") return `${people ? `${counted} of ${people} per package` : "Users per package"}, ${scopeInTime(view)}`;
  if (packages.length === 0) return `Events per user, ${scopeInTime(view)}`;
  const noun = packages.length > 1 ? "packages" : "package";
  return `Events per user in ${noun} ${packageWords(view)}, ${scopeInTime({ ...view, filter: { ...view.filter, packages: [] } })}`;
};

export interface BarRow {
  /** What is picked by it; null is the bar of anonymous events. */
  name: BarName;
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

/** The row as a bar among those that are picked. */
export const barOf = (row: BarRow, { of, measure }: ListKind, view: View, comparison: string | null): Bar => {
  const moved = change(row.value, row.previous);
  const chosen = pickedBars(view, of);
  const selected = chosen.includes(row.name);
  const before = comparison && row.previous !== null ? `, ${count(row.previous)} in the ${comparison}` : "";
  const words = `${row.label}: ${plural(row.value, measure === "users" ? "user" : "event")}, ${percent(row.share)} of all${before}`;
  return { ...row, change: moved, tone: toneOf(measure, moved), words, selected, dimmed: chosen.length > 0 && !selected };
};
