/** What is picked in the charts of the Overview. Picks of one chart are alternatives, those of several must hold together. */

import { type Area, area, everything, sameArea } from "../../state/area";
import type { View } from "../../state/view";

interface Time {
  from: string;
  to: string;
}

export interface Picks extends Pick<Area, "packages" | "functions" | "users" | "sources" | "anonymous"> {
  /** In order, apart from each other. */
  times: readonly Time[];
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

const inOrder = (times: readonly Time[]): Time[] => [...times].sort((one, other) => Date.parse(one.from) - Date.parse(other.from));

/** Times that touch or overlap are one. */
const joined = (times: readonly Time[]): Time[] => {
  const apart: Time[] = [];
  for (const time of inOrder(times)) {
    const last = apart.at(-1);
    if (!last || Date.parse(last.to) < Date.parse(time.from)) apart.push(time);
    else if (Date.parse(time.to) > Date.parse(last.to)) apart[apart.length - 1] = { from: last.from, to: time.to };
  }
  return apart;
};

export const picksOf = ({ selection }: View): Picks => ({
  times: joined(selection.flatMap(({ from, to }) => (from !== null && to !== null ? [{ from, to }] : []))),
  packages: union(selection.map(({ packages }) => packages)),
  functions: union(selection.map(({ functions }) => functions)),
  users: union(selection.map(({ users }) => users)),
  sources: union(selection.map(({ sources }) => sources)),
  anonymous: selection.some(({ anonymous }) => anonymous),
});

/** One area for each time and each kind of people: nobody known cannot be named together with users. */
export const areasOf = ({ times, users, anonymous, ...things }: Picks): Area[] => {
  const whens = times.length > 0 ? times : [{ from: null, to: null }];
  const people = [
    ...(users.length > 0 || !anonymous ? [{ users, anonymous: false }] : []),
    ...(anonymous ? [{ users: [], anonymous: true }] : []),
  ];
  return whens.flatMap((when) => people.map((who) => area({ ...things, ...when, ...who }))).filter((one) => !sameArea(one, everything));
};

/** A part of what is picked changes; the card of another thing makes way for what was picked last. */
export const withPicks = (view: View, picks: Partial<Picks>): View => ({
  ...view,
  item: null,
  selection: areasOf({ ...picksOf(view), ...picks }),
});

/** A bar: the name of its package or user; null is the bar of anonymous events. */
export type BarName = string | null;

/** The bars that are picked in a list. */
export const pickedBars = (view: View, of: "package" | "user"): readonly BarName[] => {
  const { packages, users, anonymous } = picksOf(view);
  return of === "package" ? packages : [...users, ...(anonymous ? [null] : [])];
};

export const withBars = (view: View, of: "package" | "user", bars: readonly BarName[]): View => {
  const names = bars.filter((bar) => bar !== null);
  return withPicks(view, of === "package" ? { packages: names } : { users: names, anonymous: bars.includes(null) });
};

/** What is picked after a click: it alone, or nothing when it was; with `more`, it is added to the others, or taken from them. */
const clicked = <T>(picked: readonly T[], one: T, more: boolean, same: (one: T, other: T) => boolean): T[] => {
  const has = picked.some((other) => same(one, other));
  if (more) return has ? picked.filter((other) => !same(one, other)) : [...picked, one];
  return has && picked.length === 1 ? [] : [one];
};

export const withBar = (view: View, of: "package" | "user", bar: BarName, more: boolean): View =>
  withBars(view, of, clicked(pickedBars(view, of), bar, more, Object.is));

/** Takes a bucket out of a stretch, which leaves the parts around it. */
const without = (times: readonly Time[], { from, to }: Time): Time[] =>
  times
    .flatMap((time) => [
      { from: time.from, to: Date.parse(from) < Date.parse(time.to) ? from : time.to },
      { from: Date.parse(to) > Date.parse(time.from) ? to : time.from, to: time.to },
    ])
    .filter((time) => Date.parse(time.from) < Date.parse(time.to));

const covers = (outer: Time, inner: Time): boolean =>
  Date.parse(outer.from) <= Date.parse(inner.from) && Date.parse(inner.to) <= Date.parse(outer.to);

const sameTime = (one: Time, other: Time): boolean => covers(one, other) && covers(other, one);

/** The view after a click on the bucket of that time. */
export const withTime = (view: View, time: Time, more: boolean): View => {
  const { times } = picksOf(view);
  const has = times.some((picked) => covers(picked, time));
  if (more) return withPicks(view, { times: has ? without(times, time) : joined([...times, time]) });
  const [only, ...others] = times;
  const again = only !== undefined && others.length === 0 && sameTime(only, time);
  return withPicks(view, { times: again ? [] : [time] });
};

/** What is picked outside of one list: by that the list is narrowed. */
export const areasOutside = (view: View, of: "package" | "user"): Area[] => {
  const picks = picksOf(view);
  return areasOf({ ...picks, ...(of === "package" ? { packages: [] } : { users: [], anonymous: false }) });
};
