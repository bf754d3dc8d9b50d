/** What is seen: the whole state of the app, but for what a reader prefers. `address.ts` writes it into the address and reads it back. */

import { type Area, isTimed } from "./area";
import { type Filter, isFiltered, noFilter } from "./filter";
import { type Range, writeRange } from "./range";

export const comparisons = ["none", "previous", "year"] as const;
export type Compare = (typeof comparisons)[number];

/** What is counted by the cards; the chart shows one of them. */
export const measures = ["users", "newUsers", "sessions", "events", "errors"] as const;
export type Measure = (typeof measures)[number];

/** Things that have a card of their own in the panel. */
export const itemKinds = ["user", "group", "package", "function", "session", "event", "entity", "error", "eventType"] as const;
export type ItemKind = (typeof itemKinds)[number];

/** One thing: users, groups, packages and functions by their name, all others by their node id. */
export interface Item {
  kind: ItemKind;
  key: string;
}

export interface View {
  /** Name of the tab. */
  tab: string;
  /** Which view of the tab, where it has several; null is the first. */
  show: string | null;
  range: Range;
  /** IANA name; null means the browser's own zone. */
  timeZone: string | null;
  compare: Compare;
  filter: Filter;
  /** What the line of the Overview counts. */
  measure: Measure;
  /** What colours the points of the Functions tab. */
  color: "user" | "package";
  /** Whether a scatter plot has a row for each value, not only for those with most users. */
  allRows: boolean;
  /** The part of the range that a scatter plot is zoomed to, instants; null is all of it. */
  zoom: { from: string; to: string } | null;
  /** How the shown view of the tab is set: its order, what its columns are filtered by. */
  options: Readonly<Record<string, string>>;
  /** What the log is searched for. */
  search: string;
  /** What is picked in the charts of the tab. */
  selection: readonly Area[];
  /** The thing whose card the panel shows; null shows the selection. */
  item: Item | null;
  /** Sections of the panel that are open. */
  open: readonly string[];
  /** Parameters that this version does not know: kept, so that a link of a later version survives. */
  unknown: readonly (readonly [string, string])[];
}

export const defaultView: View = {
  tab: "overview",
  show: null,
  range: { kind: "preset", preset: "30d" },
  timeZone: null,
  compare: "previous",
  filter: noFilter,
  measure: "users",
  color: "user",
  allRows: false,
  zoom: null,
  options: {},
  search: "",
  selection: [],
  item: null,
  open: ["users", "packages"],
  unknown: [],
};

/** The same filter on another tab; what belongs to the charts of the tab that is left stays behind. */
export const onTab = (view: View, tab: string): View => ({
  ...view,
  tab,
  show: defaultView.show,
  measure: defaultView.measure,
  color: defaultView.color,
  allRows: defaultView.allRows,
  zoom: null,
  options: {},
  search: "",
  selection: [],
  item: null,
});

/** Another view of the same tab, under the same filter. */
export const onShow = (view: View, show: string | null): View => ({ ...onTab(view, view.tab), show, item: view.item });

/** One setting of the shown view; null takes it back. */
export const withOption = (view: View, name: string, value: string | null): View => {
  const { [name]: _, ...rest } = view.options;
  return { ...view, options: value === null ? rest : { ...rest, [name]: value } };
};

/** A range of its own makes the part of another one that was looked at meaningless. */
export const withRange = (view: View, range: Range): View => ({ ...view, range, zoom: null, selection: untimed(view.selection) });

const untimed = (areas: readonly Area[]): readonly Area[] => (isTimed(areas) ? [] : areas);

/** A condition more or less takes the selection back: it was made among what the old filter showed. */
export const withFilter = (view: View, filter: Partial<Filter>): View => ({
  ...view,
  filter: { ...view.filter, ...filter },
  selection: [],
  item: null,
});

/** One step back: the card, the selection, the zoom. Null where there is nothing to take back. */
export const stepBack = (view: View): View | null => {
  if (view.item) return { ...view, item: null };
  if (view.selection.length > 0) return { ...view, selection: [] };
  return view.zoom ? { ...view, zoom: null } : null;
};

/** The view without any filter: the default range, everything, no selection. The zone and the comparison stay. */
export const clearFilters = (view: View): View => ({ ...withFilter(view, noFilter), range: defaultView.range, zoom: null });

export const hasFilters = (view: View): boolean => isFiltered(view.filter) || writeRange(view.range) !== writeRange(defaultView.range);
