/** The global filter, as the server is asked for it and as people read it. */

import type { VariablesOf } from "gql.tada";
import { dateRange, instantRange, names, plural } from "./format";
import { graphql } from "./graphql";
import { type Area, area, inBoth, isTimed } from "./state/area";
import { allLists, type Filter, type FilterList, filterLists } from "./state/filter";
import { presets } from "./state/range";
import type { View } from "./state/view";
import type { Answered } from "./tabs/tab";
import { addDays, browserZone, shiftedLike, startOfDay, yearEarlier } from "./zone";

/** What a scope means: the cheapest question under it. */
export const scopeDocument = graphql(`
  query Scope($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      totals {
        events
      }
    }
  }
`);

export type ScopeInput = VariablesOf<typeof scopeDocument>["scope"];

const comparisonIds = { none: "NONE", previous: "PREVIOUS_PERIOD", year: "PREVIOUS_YEAR" } as const;

/** The zone in force: the one of the link, else the browser's. */
export const zoneOf = (view: View): string => view.timeZone ?? browserZone();

/** Why nothing can be compared; null where it can. */
export const whyNoComparison = ({ range, filter }: View): string | null => {
  if (range.kind === "preset" && range.preset === "all") return "Nothing comes before all time";
  return isTimed(filter.picked) ? "Picked points have their own times: nothing stands beside them" : null;
};

export const canCompare = (view: View): boolean => whyNoComparison(view) === null;

/** An entry of the filter as one text, so that entries of all lists fit one set. */
export const entry = (list: FilterList, name: string): string => `${list}:${name}`;

/** The view without the names that no longer exist: what is asked, and what titles say. The filter bar shows the others. */
export const withoutMissing = (view: View, missing: ReadonlySet<string>): View => ({
  ...view,
  filter: {
    ...view.filter,
    ...Object.fromEntries(allLists.map((list) => [list, view.filter[list].filter((name) => !missing.has(entry(list, name)))])),
  },
});

const rangeInput = ({ range }: View, zone: string): NonNullable<ScopeInput["range"]> => {
  switch (range.kind) {
    case "preset":
      return { preset: presets[range.preset].id };
    case "days":
      return { from: startOfDay(range.from, zone), to: startOfDay(addDays(range.to, 1), zone) };
    case "instants":
      return { from: range.from, to: range.to };
    case "typed":
      return { expression: range.text };
  }
};

const filterInput = (filter: Filter): Partial<ScopeInput> => ({
  ...Object.fromEntries(allLists.filter((list) => filter[list].length > 0).map((list) => [list, [...filter[list]]])),
  ...(filter.anonymous && { anonymous: true }),
  ...(filter.runs && { runs: true }),
  ...(filter.picked.length > 0 && { selection: filter.picked.map(areaInput) }),
});

type AreaInput = NonNullable<ScopeInput["selection"]>[number];

const areaInput = ({ from, to, packages, functions, users, inGroups, sources, anonymous, runs }: Area): AreaInput => ({
  ...(from !== null && { from }),
  ...(to !== null && { to }),
  ...(packages.length > 0 && { packages: [...packages] }),
  ...(functions.length > 0 && { functions: [...functions] }),
  ...(users.length > 0 && { users: [...users] }),
  ...(inGroups.length > 0 && { inGroups: [...inGroups] }),
  ...(sources.length > 0 && { sources: [...sources] }),
  ...(anonymous && { anonymous: true }),
  ...(runs && { runs: true }),
});

/** What every question of a view is asked under. */
export const scopeOf = (view: View): ScopeInput => {
  const zone = zoneOf(view);
  return {
    range: rangeInput(view, zone),
    timeZone: zone,
    compare: canCompare(view) ? comparisonIds[view.compare] : "NONE",
    ...filterInput(view.filter),
  };
};

const areaOf = (input: AreaInput): Area =>
  area({
    from: input.from ?? null,
    to: input.to ?? null,
    packages: input.packages ?? [],
    functions: input.functions ?? [],
    users: input.users ?? [],
    inGroups: input.inGroups ?? [],
    sources: input.sources ?? [],
    anonymous: input.anonymous ?? false,
    runs: input.runs ?? false,
  });

/**
 * The scope narrowed to what is picked in it; null where nothing of that is in the scope. The time of a single area becomes the range, so that
 * new users are those of that time, and is compared with its counterpart. Several areas have none.
 */
export const narrowed = (scope: ScopeInput, areas: readonly Area[], answered: Answered | null): ScopeInput | null => {
  if (areas.length === 0) return scope;
  const within = scope.selection ? inBoth(scope.selection.map(areaOf), areas) : areas;
  const [only, ...more] = within;
  if (!only) return null;
  if (more.length > 0) return { ...scope, ...(isTimed(within) && { compare: "NONE" }), selection: within.map(areaInput) };
  const { from, to } = only;
  const things = areaInput({ ...only, from: null, to: null });
  const { selection: _, ...rest } = scope;
  const inTime = from !== null && to !== null ? atTime(rest, { from, to }, answered) : rest;
  return Object.keys(things).length > 0 ? { ...inTime, selection: [things] } : inTime;
};

const atTime = (scope: ScopeInput, range: { from: string; to: string }, answered: Answered | null): ScopeInput => {
  const { compare, ...rest } = scope;
  if (!answered?.previousFrom || !compare || compare === "NONE") return { ...rest, compare: "NONE", range };
  const beside = (instant: string): string => counterpart(instant, answered, compare === "PREVIOUS_YEAR");
  return { ...rest, range, compareWith: { from: beside(range.from), to: beside(range.to) } };
};

const counterpart = (instant: string, { from, previousFrom, timeZone }: Answered, ofYear: boolean): string =>
  ofYear ? yearEarlier(instant, timeZone) : shiftedLike(instant, from, previousFrom ?? from, timeZone);

/** The view in which a selection is the filter: a single area becomes range and lists, several stay together as one condition. */
export const selectionAsFilter = (view: View): View => {
  const [only, ...more] = view.selection;
  if (!only) return view;
  const rest = { ...view, selection: [], zoom: null, item: null };
  const { picked } = view.filter;
  // The groups of the filter are alternatives: what has to be in two of them at once is no list.
  const bothGroups = only.inGroups.length > (view.filter.groups.length > 0 ? 0 : 1);
  if (more.length > 0 || bothGroups)
    return { ...rest, filter: { ...view.filter, picked: picked.length > 0 ? inBoth(picked, view.selection) : [...view.selection] } };
  const { from, to, anonymous, runs, inGroups, ...lists } = only;
  const chosen = Object.fromEntries(Object.entries({ ...lists, groups: inGroups }).filter(([, entries]) => entries.length > 0));
  return {
    ...rest,
    range: from !== null && to !== null ? { kind: "instants", from, to } : view.range,
    filter: { ...view.filter, ...chosen, anonymous: anonymous || view.filter.anonymous, runs: runs || view.filter.runs },
  };
};

export const rangeWords = ({ range, timeZone }: View): string => {
  switch (range.kind) {
    case "preset":
      return presets[range.preset].words;
    case "days":
      return dateRange(range.from, range.to);
    case "instants":
      return instantRange(range.from, range.to, timeZone ?? browserZone());
    case "typed":
      return range.text;
  }
};

/** What an area is about, in words: `package Chem, ann, 4 May 2026`. */
export const areaWords = (one: Area, zone: string): string => {
  const said = [
    names(one.packages),
    names(one.functions),
    one.runs ? "runs of functions" : "",
    names(one.sources),
    names(one.inGroups),
    one.anonymous ? "anonymous" : names(one.users),
    one.from !== null && one.to !== null ? instantRange(one.from, one.to, zone) : "",
  ];
  return said.filter(Boolean).join(", ") || "everything";
};

export const selectionWords = (areas: readonly Area[], zone: string): string => {
  const [only, ...more] = areas;
  return only && more.length === 0 ? areaWords(only, zone) : plural(areas.length, "selected point");
};

/** What the lists of a filter say, each with its noun where a name alone would not tell. */
const listWords = (filter: Filter, list: FilterList): string => {
  const entries = filter[list];
  if (entries.length === 0) return "";
  const said = names(list === "errors" || list === "sessions" ? entries.map((text) => text.slice(0, 12)) : entries);
  if (list === "groups" || list === "users") return said;
  return `${entries.length > 1 ? filterLists[list].many : filterLists[list].one} ${said}`;
};

/** The end of every title: `chemists, package Chem, last 30 days`. */
export const scopeWords = (view: View): string => {
  const { filter } = view;
  const lists = allLists.map((list) => listWords(filter, list));
  const picked = filter.picked.length > 0 ? selectionWords(filter.picked, zoneOf(view)) : "";
  return [...lists, filter.anonymous ? "anonymous" : "", filter.runs ? "runs of functions" : "", picked, rangeWords(view)]
    .filter(Boolean)
    .join(", ");
};

/** What values are compared with, in words; null without a comparison. */
export const comparisonWords = (view: View): string | null => {
  if (!canCompare(view) || view.compare === "none") return null;
  return view.compare === "year" ? "previous year" : "previous period";
};
