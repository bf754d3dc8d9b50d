import { change, count } from "../format";
import type { BucketPlace } from "./buckets";
import type { ChartOption, LineSeriesOption } from "./engine";
import { axes, muted, tooltipBox } from "./layout";
import type { Palette } from "./palette";

/** One bucket of a line over time. */
export interface TimelinePoint extends BucketPlace {
  /** Null after now. */
  value: number | null;
  /** The same bucket of the comparison; null without one. */
  previous: number | null;
}

/** `users`, and `user` of one. */
const counted = (value: number, noun: string): string => (value === 1 ? noun.replace(/s$/, "") : noun);

/** What is said of one bucket: `Mon 4 May 2026, …: 42, 38 in the previous period, ▲ +11%`. */
export const pointWords = (point: TimelinePoint, noun: string, comparison: string | null): string => {
  const value = point.value === null ? "not yet" : `${count(point.value)} ${counted(point.value, noun)}`;
  const before = comparison && point.previous !== null ? `, ${count(point.previous)} in the ${comparison}` : "";
  return `${point.words}: ${value}${before}`;
};

/** Zero-based line and area; the comparison faint behind it; the way into the unfinished bucket dashed. */
export const timelineOption = (
  points: readonly TimelinePoint[],
  noun: string,
  comparison: string | null,
  colours: Palette,
  width: number,
): ChartOption => {
  const open = points.findIndex((point) => point.unfinished);
  const alone = points.length === 1;
  const solid = points.map((point, index) => (index === open && !alone ? null : point.value));
  const dashed = points.map((point, index) => (open > 0 && (index === open || index === open - 1) ? point.value : null));
  return {
    animation: false,
    ...axes(points, colours, width, alone),
    tooltip: {
      ...tooltipBox(colours),
      formatter: (at) => {
        const index = (Array.isArray(at) ? at[0] : at)?.dataIndex ?? 0;
        const point = points[index];
        return point ? tooltip(point, noun, comparison) : "";
      },
    },
    series: [
      carrier(points, colours),
      ...(comparison
        ? [
            line(
              "previous",
              points.map((point) => point.previous),
              { color: colours.muted, width: 1, opacity: 0.55 },
            ),
          ]
        : []),
      {
        ...line("value", solid, { color: colours.accent, width: 2 }),
        areaStyle: { color: colours.accent, opacity: 0.1 },
        showSymbol: alone,
      },
      {
        ...line("unfinished", dashed, { color: colours.accent, width: 2, type: [4, 4] }),
        areaStyle: { color: colours.accent, opacity: 0.05 },
      },
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
  symbolSize: 6,
  showSymbol: false,
  silent: true,
  emphasis: { disabled: true },
});

/** Draws nothing but the dot under the pointer: it has a value in every bucket, so that hover and arrow keys find each one. */
const carrier = (points: readonly TimelinePoint[], colours: Palette): LineSeriesOption => ({
  ...line(
    "hover",
    points.map((point) => point.value ?? 0),
    { color: colours.accent, width: 0 },
  ),
  emphasis: { disabled: false, lineStyle: { width: 0 } },
});

const tooltip = (point: TimelinePoint, noun: string, comparison: string | null): string => {
  const value = point.value === null ? "not yet" : `<b>${count(point.value)}</b> ${counted(point.value, noun)}`;
  const moved = comparison && point.previous !== null && point.value !== null ? ` ${muted(change(point.value, point.previous).text)}` : "";
  const before = comparison && point.previous !== null ? [muted(`${count(point.previous)} in the ${comparison}`)] : [];
  return [point.words, value + moved, ...before, ...(point.future ? [] : [muted("Click for details")])].join("<br>");
};
