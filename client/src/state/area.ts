/** What is picked in charts: areas of time and things. Several areas mean all that lies in at least one of them, and nothing else. */

import { escapeName, splitAt, unescapeName } from "./names";
import { fullInstant, isInstant, shortInstant } from "./range";

/** Everything that fulfils all of its conditions; an empty list and null are no condition. */
export interface Area {
  /** First instant; null without a bound. */
  from: string | null;
  /** First instant after it. */
  to: string | null;
  packages: readonly string[];
  /** Qualified names: `Chem:fingerprints`. */
  functions: readonly string[];
  /** Logins. */
  users: readonly string[];
  /** Groups, in each of which the user is: two of them mean those who are in both. */
  inGroups: readonly string[];
  sources: readonly string[];
  /** Only what nobody known did. */
  anonymous: boolean;
  /** Only runs of functions, whichever. */
  runs: boolean;
}

export const everything: Area = {
  from: null,
  to: null,
  packages: [],
  functions: [],
  users: [],
  inGroups: [],
  sources: [],
  anonymous: false,
  runs: false,
};

/** The lists of an area, by the word that an entry has in the address. */
export const areaLists = { package: "packages", function: "functions", user: "users", source: "sources" } as const;
export type ThingKind = keyof typeof areaLists;

const inGroup = "group:";

export const area = (conditions: Partial<Area>): Area => ({ ...everything, ...conditions });

const writeArea = (one: Area): string => {
  const time = one.from !== null && one.to !== null ? [`${shortInstant(one.from)}..${shortInstant(one.to)}`] : [];
  const things = (Object.keys(areaLists) as ThingKind[]).flatMap((kind) =>
    one[areaLists[kind]].map((name) => escapeName(`${kind}:${name}`)),
  );
  const groups = one.inGroups.map((name) => escapeName(inGroup + name));
  return [...time, ...things, ...groups, ...(one.anonymous ? ["anonymous"] : []), ...(one.runs ? ["runs"] : [])].join(";");
};

export const writeAreas = (areas: readonly Area[]): string => areas.map(writeArea).join(",");

const isThing = (kind: string): kind is ThingKind => Object.hasOwn(areaLists, kind);

const union = (some: readonly string[], others: readonly string[]): string[] => [...new Set([...some, ...others])];

const withField = (one: Area, text: string): Area | null => {
  const [from = "", to = ""] = text.split("..");
  if (isInstant(from) && isInstant(to)) return { ...one, from: fullInstant(from), to: fullInstant(to) };
  if (text === "anonymous") return { ...one, anonymous: true };
  if (text === "runs") return { ...one, runs: true };
  if (text.startsWith(inGroup) && text.length > inGroup.length)
    return { ...one, inGroups: union(one.inGroups, [text.slice(inGroup.length)]) };
  const at = text.indexOf(":");
  const [kind, name] = [text.slice(0, at), text.slice(at + 1)];
  if (!isThing(kind) || name === "") return null;
  const list = areaLists[kind];
  return { ...one, [list]: union(one[list], [name]) };
};

const readArea = (text: string): Area | null =>
  splitAt(";", text)
    .map(unescapeName)
    .reduce<Area | null>((one, field) => one && withField(one, field), everything);

/** Null where any area cannot be understood: a part of a selection would be another one. */
export const readAreas = (text: string): Area[] | null => {
  const areas = splitAt(",", text).map(readArea);
  return areas.every((one) => one !== null) ? areas : null;
};

export const sameArea = (one: Area, other: Area): boolean => writeArea(one) === writeArea(other);

const covers = (all: readonly string[], some: readonly string[]): boolean =>
  all.length === 0 || (some.length > 0 && some.every((name) => all.includes(name)));

/** Whether all that lies in `inner` lies in `outer`. */
export const contains = (outer: Area, inner: Area): boolean =>
  (outer.from === null || (inner.from !== null && Date.parse(outer.from) <= Date.parse(inner.from))) &&
  (outer.to === null || (inner.to !== null && Date.parse(inner.to) <= Date.parse(outer.to))) &&
  (Object.keys(areaLists) as ThingKind[]).every((kind) => covers(outer[areaLists[kind]], inner[areaLists[kind]])) &&
  outer.inGroups.every((group) => inner.inGroups.includes(group)) &&
  (!outer.anonymous || inner.anonymous) &&
  (!outer.runs || inner.runs || inner.functions.length > 0);

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && Date.parse(other) > Date.parse(one)) ? other : one;

const earlier = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && Date.parse(other) < Date.parse(one)) ? other : one;

/** What lies in both; null where nothing can. */
const common = (one: Area, other: Area): Area | null => {
  const [from, to] = [later(one.from, other.from), earlier(one.to, other.to)];
  if (from !== null && to !== null && Date.parse(from) >= Date.parse(to)) return null;
  const anonymous = one.anonymous || other.anonymous;
  const lists = Object.values(areaLists).map((list) => {
    const bound = one[list].length > 0 && other[list].length > 0;
    const both = bound ? one[list].filter((name) => other[list].includes(name)) : [...one[list], ...other[list]];
    return { list, both, impossible: bound && both.length === 0 };
  });
  if (lists.some(({ impossible }) => impossible) || (anonymous && one.users.length + other.users.length > 0)) return null;
  return area({
    from,
    to,
    anonymous,
    runs: one.runs || other.runs,
    inGroups: union(one.inGroups, other.inGroups),
    ...Object.fromEntries(lists.map(({ list, both }) => [list, both])),
  });
};

/** The areas of what lies in both selections. */
export const inBoth = (some: readonly Area[], others: readonly Area[]): Area[] =>
  some.flatMap((one) => others.map((other) => common(one, other)).filter((both) => both !== null));

/** Takes an area into a selection, or out of it again. */
export const toggleArea = (areas: readonly Area[], picked: Area): Area[] =>
  areas.some((one) => sameArea(one, picked)) ? areas.filter((one) => !sameArea(one, picked)) : [...areas, picked];

/** Whether any of the areas is bound in time. */
export const isTimed = (areas: readonly Area[]): boolean => areas.some(({ from, to }) => from !== null || to !== null);

/** The one list that says what a single area is about; null where it says more, or less. */
export const onlyThing = (areas: readonly Area[]): { kind: ThingKind; name: string } | null => {
  const [one, ...more] = areas;
  if (!one || more.length > 0 || one.anonymous || one.runs || one.inGroups.length > 0 || isTimed(areas)) return null;
  const named = (Object.keys(areaLists) as ThingKind[]).flatMap((kind) => one[areaLists[kind]].map((name) => ({ kind, name })));
  const [thing, ...others] = named;
  return thing && others.length === 0 ? thing : null;
};
