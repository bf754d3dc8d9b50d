/** The global filter beside range and comparison: lists of names, each a parameter of the address. */

import type { Area } from "./area";

/** The lists, in the order of their chips, with the words for one entry and for many. */
export const filterLists = {
  groups: { one: "group", many: "groups" },
  users: { one: "user", many: "users" },
  packages: { one: "package", many: "packages" },
  categories: { one: "category", many: "categories" },
  functions: { one: "function", many: "functions" },
  tags: { one: "tag", many: "tags" },
  sources: { one: "source", many: "sources" },
  eventTypes: { one: "event type", many: "event types" },
  entities: { one: "object", many: "objects" },
  errors: { one: "error", many: "errors" },
  versions: { one: "version", many: "versions" },
  sessions: { one: "session", many: "sessions" },
} as const;
export type FilterList = keyof typeof filterLists;

export const allLists = Object.keys(filterLists) as FilterList[];

export interface Filter extends Record<FilterList, readonly string[]> {
  /** Only what nobody known did. */
  anonymous: boolean;
  /** Only runs of functions, whichever. */
  runs: boolean;
  /** Points that were picked in a chart and kept as one condition; empty: none. */
  picked: readonly Area[];
}

export const noFilter: Filter = {
  groups: [],
  users: [],
  packages: [],
  categories: [],
  functions: [],
  tags: [],
  sources: [],
  eventTypes: [],
  entities: [],
  errors: [],
  versions: [],
  sessions: [],
  anonymous: false,
  runs: false,
  picked: [],
};

export const isFiltered = (filter: Filter): boolean =>
  allLists.some((list) => filter[list].length > 0) || filter.anonymous || filter.runs || filter.picked.length > 0;
