import { narrowed, type ScopeInput } from "../scope";
import { type Area, area, inBoth } from "../state/area";
import type { Answered } from "../tabs/tab";

/** What of the areas lies in the range that was answered: a link may hold times of another one. */
const inRange = (areas: readonly Area[], { from, to }: Answered): Area[] =>
  areas.flatMap((one) => (one.from === null && one.to === null ? [one] : inBoth([one], [area({ from, to })])));

/** What the panel asks of a selection; null where nothing of it lies within the filter. */
export const selectedScope = (scope: ScopeInput, selection: readonly Area[], answered: Answered | null): ScopeInput | null => {
  if (selection.length === 0) return scope;
  const within = answered ? inRange(selection, answered) : selection;
  return within.length === 0 ? null : narrowed(scope, within, answered);
};
