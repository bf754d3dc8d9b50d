import { change, count, plural } from "../format";
import type { BucketPlace } from "./buckets";
import type { BarSeriesOption, ChartOption, LineSeriesOption } from "./engine";
import { axes, escapeHtml, muted, tooltipBox } from "./layout";
import type { Palette } from "./palette";
import type { LookOf, SourceLook } from "./sources";

/** One source over time. */
export interface Layer {
  /** Null stands for all that have no layer of their own. */
  source: string | null;
  name: string;
  /** One value a bucket; null after now. */
  values: readonly (number | null)[];
  /** The same in the comparison; null without one. */
  previous: readonly number[] | null;
  total: number;
}

export interface Stack {
  places: readonly BucketPlace[];
  /** From the bottom to the top. */
  layers: readonly Layer[];
  /** Everything in the comparison, one value a bucket; null without one. */
  before: readonly number[] | null;
}

export type StackStyle = "stacked" | "lines";

interface Look {
  style: StackStyle;
  colours: Palette;
  looks: LookOf;
  /** Whether a part of the chart is picked; null where nothing of it is. */
  isPicked: ((index: number, source: string | null) => boolean) | null;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

export const totalAt = (layers: readonly Layer[], index: number): number => sum(layers.map(({ values }) => values[index] ?? 0));

/** The layer that was pointed at: the one whose part of the bar holds the value, or whose line is nearest. Null beside all of them. */
export const layerAt = ({ layers }: Stack, index: number, value: number, style: StackStyle): Layer | null => {
  if (style === "lines") {
    const apart = (layer: Layer): number => Math.abs((layer.values[index] ?? Number.POSITIVE_INFINITY) - value);
    return layers.reduce<Layer | null>((nearest, layer) => (nearest && apart(nearest) <= apart(layer) ? nearest : layer), null);
  }
  let below = 0;
  for (const layer of layers) {
    below += layer.values[index] ?? 0;
    if (value >= 0 && value < below) return layer;
  }
  return null;
};

/** `Mon 4 May 2026, …: usage 312, 290 in the previous period`. */
export const layerWords = (layer: Layer, index: number, comparison: string | null): string => {
  const before = comparison && layer.previous ? `, ${count(layer.previous[index] ?? 0)} in the ${comparison}` : "";
  return `${layer.name}: ${count(layer.values[index] ?? 0)}${before}`;
};

export const bucketTotalWords = ({ places, layers, before }: Stack, index: number, comparison: string | null): string => {
  const place = places[index];
  if (!place || place.future) return `${place?.words}: not yet`;
  const compared = comparison && before ? `, ${count(before[index] ?? 0)} in the ${comparison}` : "";
  return `${place.words}: ${plural(totalAt(layers, index), "event")}${compared}`;
};

/** Sources over time, zero-based: bars on each other under a faint line of the comparison, or a line each. */
export const stackOption = (stack: Stack, comparison: string | null, look: Look, width: number): ChartOption => {
  const { places, layers, before } = stack;
  const stacked = look.style === "stacked";
  return {
    animation: false,
    ...axes(places, look.colours, width, stacked || places.length === 1),
    tooltip: {
      ...tooltipBox(look.colours),
      axisPointer: { type: stacked ? "shadow" : "line", lineStyle: { color: look.colours.muted, type: "solid", width: 1 } },
      formatter: (at) => tooltip(stack, (Array.isArray(at) ? at[0] : at)?.dataIndex ?? 0, comparison, look),
    },
    series: stacked
      ? [...layers.map((layer) => bars(layer, places, look)), ...(before ? [comparisonLine(before, look.colours)] : [])]
      : layers.flatMap((layer) => lines(layer, places, look)),
  };
};

const bars = (layer: Layer, places: readonly BucketPlace[], { looks, colours, isPicked }: Look): BarSeriesOption => {
  const look = looks(layer.source);
  return {
    id: layer.name,
    type: "bar",
    stack: "sources",
    barCategoryGap: "12%",
    emphasis: { disabled: true },
    itemStyle: { color: look.colour, ...pattern(look, colours) },
    data: layer.values.map((value, index) => ({
      value: value ?? 0,
      itemStyle: {
        opacity: isPicked && !isPicked(index, layer.source) ? 0.3 : places[index]?.unfinished ? 0.6 : 1,
        ...(places[index]?.unfinished && { borderColor: look.colour, borderType: "dashed" as const, borderWidth: 1 }),
      },
    })),
  };
};

/** Stripes that tell a source from its neighbours without colour, and leave the colour its own: two hexadecimal digits more are its opacity. */
const pattern = ({ stripe }: SourceLook, { raised }: Palette): Pick<NonNullable<BarSeriesOption["itemStyle"]>, "decal"> =>
  stripe === null
    ? {}
    : {
        decal: {
          symbol: "rect",
          dashArrayX: [1, 0],
          dashArrayY: [1, 6],
          rotation: (stripe * Math.PI) / 180,
          color: raised,
          symbolSize: 1,
        },
      };

const lines = (layer: Layer, places: readonly BucketPlace[], { looks, isPicked }: Look): LineSeriesOption[] => {
  const { colour, dash } = looks(layer.source);
  const open = places.findIndex(({ unfinished }) => unfinished);
  const alone = places.length === 1;
  const dim = isPicked && !places.some((_, index) => isPicked(index, layer.source));
  const line = (id: string, data: (number | null)[], opacity: number): LineSeriesOption => ({
    id,
    type: "line",
    data,
    symbol: "circle",
    symbolSize: 5,
    showSymbol: alone,
    silent: true,
    emphasis: { disabled: true },
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2, type: [...dash], opacity: dim ? opacity * 0.3 : opacity },
  });
  const done = layer.values.map((value, index) => (index === open && !alone ? null : value));
  const unfinished = layer.values.map((value, index) => (open > 0 && (index === open || index === open - 1) ? value : null));
  return [line(layer.name, done, 1), ...(open > 0 ? [line(`${layer.name} unfinished`, unfinished, 0.45)] : [])];
};

const comparisonLine = (before: readonly number[], colours: Palette): LineSeriesOption => ({
  id: "previous",
  type: "line",
  data: [...before],
  silent: true,
  showSymbol: false,
  emphasis: { disabled: true },
  itemStyle: { color: colours.muted },
  lineStyle: { color: colours.muted, width: 1, opacity: 0.7 },
});

const tooltip = ({ places, layers, before }: Stack, index: number, comparison: string | null, { looks }: Look): string => {
  const place = places[index];
  if (!place) return "";
  if (place.future) return `${place.words}<br>not yet`;
  const against = (now: number, then: number | undefined): string =>
    comparison && then !== undefined ? `<td class="tip-muted">${count(then)} ${change(now, then).text}</td>` : "";
  const rows = layers
    .map((layer) => ({ layer, value: layer.values[index] ?? 0 }))
    .filter(({ layer, value }) => value > 0 || (layer.previous?.[index] ?? 0) > 0)
    .map(({ layer, value }) => {
      const dot = `<i class="tip-dot" style="background:${looks(layer.source).colour}"></i>`;
      return `<tr><td>${dot}${escapeHtml(layer.name)}</td><td>${count(value)}</td>${against(value, layer.previous?.[index])}</tr>`;
    })
    .reverse();
  const all = totalAt(layers, index);
  const total = `<tr><td>All events</td><td><b>${count(all)}</b></td>${against(all, before?.[index])}</tr>`;
  const notes = [...(comparison && before ? [`Beside each: in the ${comparison}, and the change`] : []), "Click for details"];
  return `${place.words}<table class="tip-table">${total}${rows.join("")}</table>${notes.map(muted).join("<br>")}`;
};
