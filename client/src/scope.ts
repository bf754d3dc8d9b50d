/** The global filter, as the server is asked for it and as people read it. */

import type { VariablesOf } from "gql.tada";
import { dateRange, names } from "./format";
import { graphql } from "./graphql";
import { presets, type View } from "./state";
import { addDays, browserZone, startOfDay } from "./zone";

/** Only names the input type; it is never sent. */
const scopeDocument = graphql(`
  query Scope($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope {
        asOf
      }
    }
  }
`);

export type ScopeInput = VariablesOf<typeof scopeDocument>["scope"];

const comparisons = { none: "NONE", previous: "PREVIOUS_PERIOD", year: "PREVIOUS_YEAR" } as const;

/** The zone in force: the one of the link, else the browser's. */
export const zoneOf = (view: View): string => view.timeZone ?? browserZone();

/** Nothing comes before all time, so nothing can be compared with it. */
export const canCompare = (view: View): boolean => !(view.range.kind === "preset" && view.range.preset === "all");

/** The view without the names that no longer exist: what is asked, and what titles say. The filter bar shows the others. */
export const withoutMissing = (view: View, missing: ReadonlySet<string>): View => ({
  ...view,
  groups: view.groups.filter((name) => !missing.has(entry("groups", name))),
  packages: view.packages.filter((name) => !missing.has(entry("packages", name))),
});

/** What every question of a view is asked under. */
export const scopeOf = (view: View): ScopeInput => {
  const zone = zoneOf(view);
  const { range } = view;
  return {
    range:
      range.kind === "preset"
        ? { preset: presets[range.preset].id }
        : { from: startOfDay(range.from, zone), to: startOfDay(addDays(range.to, 1), zone) },
    timeZone: zone,
    compare: canCompare(view) ? comparisons[view.compare] : "NONE",
    groups: [...view.groups],
    packages: [...view.packages],
  };
};

/** A filter's entry as one text, so that entries of both kinds fit one set. */
export const entry = (kind: "groups" | "packages", name: string): string => `${kind}:${name}`;

export const rangeWords = ({ range }: View): string =>
  range.kind === "preset" ? presets[range.preset].words : dateRange(range.from, range.to);

/** The end of every title: `chemists, package Chem, last 30 days`. */
export const scopeWords = (view: View): string => {
  const packages = view.packages.length > 0 ? `${view.packages.length > 1 ? "packages" : "package"} ${names(view.packages)}` : "";
  return [names(view.groups), packages, rangeWords(view)].filter(Boolean).join(", ");
};

/** What values are compared with, in words; null without a comparison. */
export const comparisonWords = (view: View): string | null => {
  if (!canCompare(view) || view.compare === "none") return null;
  return view.compare === "year" ? "previous year" : "previous period";
};
