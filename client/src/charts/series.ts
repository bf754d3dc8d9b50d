import { count } from "../format";
import type { BucketPlace } from "./buckets";
import type { BarSeriesOption, ChartOption, LineSeriesOption } from "./engine";
import { axes, escapeHtml, muted, tooltipBox } from "./layout";
import type { Palette } from "./palette";

/** A measure over time, with a look of its own. */
export interface Series {
  name: string;
  /** One value a bucket; null after now. */
  values: readonly (number | null)[];
  /** As a custom property: `--accent`. */
  colour: string;
  /** Dashes of a line, in pixels, so that colour is not all that tells it. */
  dash: readonly number[];
  /** Bars that hang below the axis. */
  below?: boolean;
}

interface Look {
  style: "stacked" | "lines";
  colours: Palette;
  /** What is said below the values of a bucket. */
  note: (index: number) => string;
}

/** `…: new 12, retained 30`. */
export const seriesWords = (places: readonly BucketPlace[], series: readonly Series[], index: number): string => {
  const place = places[index];
  if (!place || place.future) return `${place?.words}: not yet`;
  return `${place.words}: ${series.map(({ name, values }) => `${name} ${count(values[index] ?? 0)}`).join(", ")}`;
};

/** Several measures over time: bars on each other, or a line each. */
export const seriesOption = (places: readonly BucketPlace[], series: readonly Series[], look: Look, width: number): ChartOption => {
  const { style, colours, note } = look;
  const bars = style === "stacked";
  return {
    animation: false,
    ...axes(
      places,
      colours,
      width,
      bars || places.length === 1,
      series.some(({ below }) => below),
    ),
    tooltip: {
      ...tooltipBox(colours),
      axisPointer: { type: bars ? "shadow" : "line", lineStyle: { color: colours.muted, type: "solid", width: 1 } },
      formatter: (at) => tooltip(places, series, (Array.isArray(at) ? at[0] : at)?.dataIndex ?? 0, note),
    },
    series: series.map((one) => (bars ? bar(one, places) : line(one, places))),
  };
};

const colourOf = (property: string): string => getComputedStyle(document.documentElement).getPropertyValue(property).trim();

/** Not yet over, or cut by the range: it misses something. */
const isPart = (place: BucketPlace | undefined): boolean =>
  place !== undefined && (place.unfinished || Date.parse(place.time.from) > Date.parse(place.from));

const bar = ({ name, values, colour, below }: Series, places: readonly BucketPlace[]): BarSeriesOption => ({
  id: name,
  type: "bar",
  stack: "all",
  barCategoryGap: "12%",
  emphasis: { disabled: true },
  itemStyle: { color: colourOf(colour) },
  data: values.map((value, index) => ({
    value: (value ?? 0) * (below ? -1 : 1),
    itemStyle: { opacity: isPart(places[index]) ? 0.5 : 1 },
  })),
});

const line = ({ name, values, colour, dash }: Series, places: readonly BucketPlace[]): LineSeriesOption => ({
  id: name,
  type: "line",
  data: [...values],
  symbol: "circle",
  symbolSize: 5,
  showSymbol: places.length === 1,
  silent: true,
  emphasis: { disabled: true },
  itemStyle: { color: colourOf(colour) },
  lineStyle: { color: colourOf(colour), width: 2, type: [...dash] },
});

const tooltip = (places: readonly BucketPlace[], series: readonly Series[], index: number, note: (index: number) => string): string => {
  const place = places[index];
  if (!place) return "";
  if (place.future) return `${place.words}<br>not yet`;
  const rows = series.map(
    ({ name, values, colour }) =>
      `<tr><td><i class="tip-dot" style="background:${colourOf(colour)}"></i>${escapeHtml(name)}</td><td>${count(values[index] ?? 0)}</td></tr>`,
  );
  return `${place.words}<table class="tip-table">${rows.join("")}</table>${muted(note(index))}`;
};
