/** Charts of durations: how they are spread, and how they went over time. */

import { count, duration, plural } from "../format";
import type { BucketPlace } from "./buckets";
import type { ChartOption, LineSeriesOption } from "./engine";
import { axes, muted, tooltipBox } from "./layout";
import type { Palette } from "./palette";

/** One bar of a histogram. */
export interface DurationBar extends BucketPlace {
  /** The shortest duration that it counts. */
  fromMs: number;
  /** The longest duration that it counts. */
  toMs: number;
  runs: number;
  /** Null without a comparison. */
  before: number | null;
}

interface HistogramBucket {
  from: number;
  to: number;
  count: number;
  previous: number | null;
}

/** Durations are whole microseconds, so that the runs of a bar are exactly those from one of them to another, both included. */
const firstAbove = (ms: number): number => (ms === 0 ? 0 : (Math.floor(ms * 1000) + 1) / 1000);
const lastWithin = (ms: number): number => Math.floor(ms * 1000) / 1000;

export const durationBars = (buckets: readonly HistogramBucket[]): DurationBar[] =>
  buckets.map(({ from, to, count: runs, previous }) => ({
    from: String(from),
    label: duration(to),
    words: `${duration(from)} to ${duration(to)}`,
    future: false,
    unfinished: false,
    time: { from: "", to: "" },
    fromMs: firstAbove(from),
    toMs: lastWithin(to),
    runs,
    before: previous,
  }));

/** `120 ms to 150 ms: 34 runs, 30 in the previous period`. */
export const bucketDurationWords = ({ words, runs, before }: DurationBar, comparison: string | null): string =>
  `${words}: ${plural(runs, "run")}${comparison && before !== null ? `, ${count(before)} in the ${comparison}` : ""}`;

/** Bars of equal width on a scale of logarithms; the comparison as a faint line. */
export const durationHistogramOption = (
  bars: readonly DurationBar[],
  comparison: string | null,
  colours: Palette,
  width: number,
): ChartOption => ({
  animation: false,
  ...axes(bars, colours, width, true),
  tooltip: {
    ...tooltipBox(colours),
    axisPointer: { type: "shadow" },
    formatter: (at) => {
      const bar = bars[(Array.isArray(at) ? at[0] : at)?.dataIndex ?? 0];
      if (!bar) return "";
      const before = comparison && bar.before !== null ? [muted(`${count(bar.before)} in the ${comparison}`)] : [];
      return [bar.words, `<b>${count(bar.runs)}</b> ${bar.runs === 1 ? "run" : "runs"}`, ...before, muted("Click for the runs")].join(
        "<br>",
      );
    },
  },
  series: [
    {
      id: "runs",
      type: "bar",
      barCategoryGap: "8%",
      emphasis: { disabled: true },
      itemStyle: { color: colours.accent },
      data: bars.map(({ runs }) => runs),
    },
    ...(comparison
      ? [
          line(
            "previous",
            bars.map(({ before }) => before),
            { color: colours.muted, width: 1, opacity: 0.8 },
          ),
        ]
      : []),
  ],
});

/** One bucket of time. */
export interface DurationPoint extends BucketPlace {
  runs: number;
  /** Null where nothing was timed. */
  p50: number | null;
  p95: number | null;
  previousP50: number | null;
  previousP95: number | null;
}

interface DurationLine {
  duration: { count?: readonly number[]; p50: readonly (number | null)[]; p95: readonly (number | null)[] };
}

export const durationPoints = (
  places: readonly BucketPlace[],
  { lines, previous }: { lines: readonly DurationLine[]; previous: readonly DurationLine[] | null },
): DurationPoint[] =>
  places.map((place, at) => ({
    ...place,
    runs: lines[0]?.duration.count?.[at] ?? 0,
    p50: lines[0]?.duration.p50[at] ?? null,
    p95: lines[0]?.duration.p95[at] ?? null,
    previousP50: previous?.[0]?.duration.p50[at] ?? null,
    previousP95: previous?.[0]?.duration.p95[at] ?? null,
  }));

const said = (ms: number | null): string => (ms === null ? "–" : duration(ms));

/** `Mon 4 May 2026, …: p50 340 ms, p95 1.2 s of 34 runs`. */
export const pointDurationWords = (point: DurationPoint, comparison: string | null): string => {
  if (point.runs === 0) return `${point.words}: no timed runs`;
  const before =
    comparison && point.previousP50 !== null ? `; in the ${comparison} p50 ${said(point.previousP50)}, p95 ${said(point.previousP95)}` : "";
  return `${point.words}: p50 ${said(point.p50)}, p95 ${said(point.p95)} of ${plural(point.runs, "run")}${before}`;
};

/** p50 solid, p95 dashed, the comparison of each faint and of the same stroke. */
export const durationSeriesOption = (
  points: readonly DurationPoint[],
  comparison: string | null,
  colours: Palette,
  width: number,
): ChartOption => {
  const { yAxis, ...rest } = axes(points, colours, width, points.length === 1);
  const alone = points.length === 1;
  const drawn = (id: string, value: (point: DurationPoint) => number | null, style: NonNullable<LineSeriesOption["lineStyle"]>) => ({
    ...line(id, points.map(value), style),
    showSymbol: alone,
  });
  return {
    animation: false,
    ...rest,
    yAxis: {
      ...(yAxis as object),
      minInterval: 0,
      axisLabel: {
        color: colours.muted,
        fontSize: 12,
        fontFamily: "inherit",
        formatter: (value: number) => (value === 0 ? "0" : duration(value)),
      },
    },
    tooltip: {
      ...tooltipBox(colours),
      formatter: (at) => {
        const point = points[(Array.isArray(at) ? at[0] : at)?.dataIndex ?? 0];
        return point ? `${pointDurationWords(point, comparison).replace(": ", "<br>")}<br>${muted("Click for the runs")}` : "";
      },
    },
    series: [
      ...(comparison
        ? [
            drawn("previous p50", ({ previousP50 }) => previousP50, { color: colours.muted, width: 1, opacity: 0.55 }),
            drawn("previous p95", ({ previousP95 }) => previousP95, { color: colours.muted, width: 1, opacity: 0.55, type: [4, 4] }),
          ]
        : []),
      drawn("p50", ({ p50 }) => p50, { color: colours.accent, width: 2 }),
      drawn("p95", ({ p95 }) => p95, { color: colours.accent, width: 2, type: [4, 4] }),
    ],
  };
};

const line = (id: string, data: (number | null)[], lineStyle: NonNullable<LineSeriesOption["lineStyle"]>): LineSeriesOption => ({
  id,
  type: "line",
  data,
  lineStyle,
  itemStyle: { color: String(lineStyle.color) },
  symbol: "circle",
  symbolSize: 4,
  showSymbol: false,
  connectNulls: false,
  silent: true,
  emphasis: { disabled: true },
});
