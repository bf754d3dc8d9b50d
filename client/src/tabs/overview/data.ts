/** From answers to what is drawn. Pure: views do no arithmetic. */

import { placesOf } from "../../charts/buckets";
import type { TimelinePoint } from "../../charts/timeline";
import { bucketNoun, type Change, change } from "../../format";
import { type Cell, changeCell, numberCell, type Table } from "../../parts/table";
import { rangeWords, scopeWords } from "../../scope";
import { type Measure, measures, type View } from "../../state/view";
import type { Trend } from "./query";

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

/** One point a bucket. Nothing is drawn after now. */
export const timeline = ({ scope, series }: Trend, measure: Measure): TimelinePoint[] => {
  const values = series.lines[0]?.[measure] ?? [];
  const before = series.previous?.[0]?.[measure] ?? null;
  return placesOf(scope, series).map((place, index) => ({
    ...place,
    value: place.future ? null : (values[index] ?? 0),
    previous: before?.[index] ?? null,
  }));
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

/** The file a download is saved as: `events-per-user last 30 days.csv`. */
export const fileName = (what: string, view: View): string => `${what} ${rangeWords(view)}.csv`;
