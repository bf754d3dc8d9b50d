import { change, count, shortCount } from "../format";
import type { ChartOption, LineSeriesOption } from "./engine";
import type { Palette } from "./palette";

/** One bucket of a line over time. */
export interface TimelinePoint {
  /** Start, an instant. */
  from: string;
  /** On the axis. */
  label: string;
  /** In full, for tooltip, table and screen reader. */
  words: string;
  /** Null after now. */
  value: number | null;
  /** The same bucket of the comparison; null without one. */
  previous: number | null;
  unfinished: boolean;
}

/** What is said of one bucket: `Mon 4 May 2026, …: 42, 38 in the previous period, ▲ +11%`. */
export const pointWords = (point: TimelinePoint, noun: string, comparison: string | null): string => {
  const value = point.value === null ? "not yet" : `${count(point.value)} ${noun}`;
  const before = comparison && point.previous !== null ? `, ${count(point.previous)} in the ${comparison}` : "";
  return `${point.words}: ${value}${before}`;
};

/** Pixels that one label of the time axis needs. */
const labelRoom = 64;

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
  const every = Math.max(1, Math.ceil((points.length * labelRoom) / width));
  const axisText = { color: colours.muted, fontSize: 12, fontFamily: "inherit" };
  return {
    animation: false,
    grid: { left: 4, right: 8, top: 12, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      data: points.map((point) => point.label),
      boundaryGap: alone,
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { ...axisText, margin: 10, interval: (index: number) => index % every === 0 },
    },
    yAxis: {
      type: "value",
      min: 0,
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...axisText, formatter: (value: number) => shortCount(value) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.raised,
      borderColor: colours.line,
      padding: [6, 10],
      extraCssText: "box-shadow: none;",
      textStyle: { color: colours.text, fontSize: 12, fontFamily: "inherit" },
      axisPointer: { lineStyle: { color: colours.muted, type: "solid", width: 1 } },
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
  const value = point.value === null ? "not yet" : `<b>${count(point.value)}</b> ${noun}`;
  if (!comparison || point.previous === null) return `${point.words}<br>${value}`;
  const moved = point.value === null ? "" : ` <span class="tip-muted">${change(point.value, point.previous).text}</span>`;
  return `${point.words}<br>${value}${moved}<br><span class="tip-muted">${count(point.previous)} in the ${comparison}</span>`;
};
