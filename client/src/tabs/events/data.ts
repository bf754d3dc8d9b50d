/** From answers to what is drawn. Pure: views do no arithmetic. */

import { type BucketPlace, pickedBuckets, placesOf } from "../../charts/buckets";
import { type Layer, type Stack, totalAt } from "../../charts/stacked";
import { bucketNoun } from "../../format";
import { type Cell, numberCell, type Table } from "../../parts/table";
import { scopeWords, selectionWords, zoneOf } from "../../scope";
import { type Area, area, everything, sameArea, toggleArea } from "../../state/area";
import type { View } from "../../state/view";
import type { EventSources } from "./query";

type Line = EventSources["series"]["lines"][number];

const isSame = (one: Pick<Line, "key" | "other">, other: Pick<Line, "key" | "other">): boolean =>
  one.other === other.other && one.key.source === other.key.source;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** The sources as layers, the largest at the bottom. Nothing is drawn after now. */
export const stackOf = ({ scope, series }: EventSources): Stack => {
  const places = placesOf(scope, series);
  const compared = series.previous ?? null;
  const layers = series.lines.map((line): Layer => {
    const name = line.other ? "Other" : (line.key.source ?? "No source");
    const before = compared && (compared.find((one) => isSame(one, line))?.events ?? []);
    return {
      source: line.other ? null : (line.key.source ?? null),
      name,
      values: places.map((place, index) => (place.future ? null : (line.events[index] ?? 0))),
      previous: before && places.map((_, index) => before[index] ?? 0),
      total: sum(line.events),
    };
  });
  return { places, layers, before: compared && places.map((_, index) => sum(compared.map((line) => line.events[index] ?? 0))) };
};

export const sourcesTitle = (view: View, answer: EventSources | null): string =>
  `Events by source${answer ? ` per ${bucketNoun[answer.series.bucket]}` : ""}, ${scopeWords(view)}`;

/** A row a bucket, a column a source. */
export const sourcesTable = ({ places, layers, before }: Stack, comparison: string | null): Table => ({
  columns: ["Time", "All events", ...layers.map(({ name }) => name), ...(comparison && before ? [`All in the ${comparison}`] : [])],
  rows: places.map((place, index): Cell[] => [
    { text: place.words, raw: place.from },
    numberCell(place.future ? null : totalAt(layers, index)),
    ...layers.map(({ values }) => numberCell(values[index] ?? null)),
    ...(comparison && before ? [numberCell(before[index] ?? 0)] : []),
  ]),
});

/** Picks of the sources chart speak of time and sources alone; others were made elsewhere on the tab. */
const isOwn = ({ packages, functions, users, anonymous }: Area): boolean =>
  packages.length + functions.length + users.length === 0 && !anonymous;

export const ownAreas = ({ selection }: View): Area[] => selection.filter(isOwn);

/** The buckets of picks that are bound in time. */
export const markedBuckets = (places: readonly BucketPlace[], own: readonly Area[]): number[] => pickedBuckets(places, own);

/** Whether a part of the chart is picked; null where nothing of it is. */
export const partsPicked = (
  places: readonly BucketPlace[],
  own: readonly Area[],
): ((index: number, source: string | null) => boolean) | null => {
  if (own.length === 0) return null;
  const areas = own.map((one) => ({
    buckets: one.from === null ? null : new Set(pickedBuckets(places, [one])),
    sources: one.sources.length > 0 ? new Set(one.sources) : null,
  }));
  return (index, source) =>
    areas.some(
      ({ buckets, sources }) => (buckets?.has(index) ?? true) && (source === null ? sources === null : (sources?.has(source) ?? true)),
    );
};

/** The view after a click: exactly what was clicked is picked, or taken back; with `more`, beside the rest. */
export const withPicked = (view: View, picked: Partial<Area>, more: boolean): View => {
  const one = area(picked);
  if (sameArea(one, everything)) return view;
  const [only, ...others] = view.selection;
  const again = only !== undefined && others.length === 0 && sameArea(only, one);
  return { ...view, item: null, selection: more ? toggleArea(view.selection, one) : again ? [] : [one] };
};

/** What the log is narrowed to: `usage, 4 May 2026, chemists, last 30 days, with “boom”`. */
export const logWords = (view: View): string => {
  const picked = view.selection.length > 0 ? `${selectionWords(view.selection, zoneOf(view))}, ` : "";
  const search = view.search.trim() ? `, with “${view.search.trim()}”` : "";
  return `${picked}${scopeWords(view)}${search}`;
};

export const logTitle = (view: View): string => `Log${view.selection.length > 0 ? " of " : ", "}${logWords(view)}`;
