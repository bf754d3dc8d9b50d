/** What the charts of durations show, as rows. Pure. */

import type { DurationPoint } from "../../../charts/durations";
import { dash, duration } from "../../../format";
import { type Cell, numberCell, type Table } from "../../../parts/table";
import type { FunctionDurations } from "./query";

const ms = (value: number | null): Cell => (value === null ? { text: dash, raw: "" } : { text: duration(value), raw: value });

export const histogramTable = (buckets: FunctionDurations["durationHistogram"], comparison: string | null): Table => ({
  columns: ["Longer than", "Up to", "Runs", ...(comparison ? [`In the ${comparison}`] : [])],
  rows: buckets.map(({ from, to, count, previous }) => [
    ms(from),
    ms(to),
    numberCell(count),
    ...(comparison ? [numberCell(previous)] : []),
  ]),
});

export const overTimeTable = (points: readonly DurationPoint[], comparison: string | null): Table => ({
  columns: ["Time", "Timed runs", "p50", "p95", ...(comparison ? [`p50 in the ${comparison}`, `p95 in the ${comparison}`] : [])],
  rows: points.map((point) => [
    { text: point.words, raw: point.from },
    numberCell(point.runs),
    ms(point.p50),
    ms(point.p95),
    ...(comparison ? [ms(point.previousP50), ms(point.previousP95)] : []),
  ]),
});
