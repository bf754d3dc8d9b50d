/** Everything that is in force, as chips. */

import { capital } from "../../format";
import { areaWords, entry, rangeWords, selectionWords, zoneOf } from "../../scope";
import { allLists, type FilterList, filterLists } from "../../state/filter";
import { writeRange } from "../../state/range";
import { defaultView, type View, withFilter, withRange } from "../../state/view";

export interface ChipData {
  key: string;
  /** Says what kind of thing it is, where the name alone would not. */
  noun: string;
  label: string;
  /** The full text. */
  title: string;
  /** Why it has no effect; null where it has. */
  problem: string | null;
  /** Name of the button that takes it away. */
  remove: string;
  without: View;
}

/** Names that tell by themselves what they are. */
const plain: readonly FilterList[] = ["groups", "users", "packages", "functions"];

/** Hashes, ids and keys tell nobody anything beyond their beginning. */
const idLists: readonly FilterList[] = ["errors", "sessions", "entities"];
const longest = 24;

const shortened = (list: FilterList, name: string): string => {
  if (!idLists.includes(list) || name.length <= longest) return name;
  return `${name.slice(0, 12)}…`;
};

const rangeChip = (view: View): ChipData[] => {
  if (writeRange(view.range) === writeRange(defaultView.range)) return [];
  const without = withRange(view, defaultView.range);
  const label = capital(rangeWords(view));
  return [{ key: "range", noun: "", label, title: label, problem: null, remove: `Back to the ${rangeWords(without)}`, without }];
};

const listChips = (view: View, list: FilterList, missing: ReadonlySet<string>): ChipData[] =>
  view.filter[list].map((name) => ({
    key: entry(list, name),
    noun: plain.includes(list) ? "" : filterLists[list].one,
    label: shortened(list, name),
    title: `${capital(filterLists[list].one)} ${name}`,
    problem: missing.has(entry(list, name)) ? "no longer exists, ignored" : null,
    remove: `Remove ${filterLists[list].one} ${shortened(list, name)}`,
    without: withFilter(view, { [list]: view.filter[list].filter((other) => other !== name) }),
  }));

const flags = {
  anonymous: { label: "Anonymous", title: "Only what nobody known did" },
  runs: { label: "Runs of functions", title: "Only events in which a function ran" },
} as const;

const flagChips = (view: View): ChipData[] =>
  (["anonymous", "runs"] as const)
    .filter((flag) => view.filter[flag])
    .map((flag) => ({
      key: flag,
      noun: "",
      ...flags[flag],
      problem: null,
      remove: `Remove ${flags[flag].label.toLowerCase()}`,
      without: withFilter(view, { [flag]: false }),
    }));

const pickedChip = (view: View): ChipData[] => {
  const { picked } = view.filter;
  if (picked.length === 0) return [];
  const label = selectionWords(picked, zoneOf(view));
  const title = picked.map((area) => areaWords(area, zoneOf(view))).join("\n");
  return [{ key: "picked", noun: "", label, title, problem: null, remove: `Remove ${label}`, without: withFilter(view, { picked: [] }) }];
};

export const chipsOf = (view: View, missing: ReadonlySet<string>): ChipData[] => [
  ...rangeChip(view),
  ...allLists.flatMap((list) => listChips(view, list, missing)),
  ...flagChips(view),
  ...pickedChip(view),
];
