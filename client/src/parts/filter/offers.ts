/** What the menus of the filter bar offer: one function a list. */

import { date } from "../../format";
import type { ScopeInput } from "../../scope";
import type { FilterList } from "../../state/filter";
import { dayOf } from "../../zone";
import type { Option } from "./multi-select";
import {
  askBusyUsers,
  askCategorizedPages,
  askGroupPages,
  askPackageCounts,
  askPackagePages,
  askSources,
  askTaggedPages,
  askUsersNamed,
  askVersionedPages,
  type CountedUser,
  type GroupNode,
  type VersionedPackage,
} from "./offers-query";

export interface Offered {
  options: Option[];
  /** How many there are to choose from. */
  total: number;
  /** Whether the options are all of them; else the server is asked what a search finds. */
  complete: boolean;
}

export interface Offer {
  /** What the number beside a name counts. */
  unit: string;
  /** Whether the numbers are those of the period and of the rest of the filter. */
  counted: boolean;
  /** `scope` is the filter in force without this list. */
  ask: (search: string, scope: ScopeInput, signal: AbortSignal) => Promise<Offered>;
}

/** Depth-first, each group below each of its parents; a group whose parents are not in the list is a root. */
export const groupTree = (groups: readonly GroupNode[]): Option[] => {
  const offered = new Set(groups.map(({ name }) => name));
  const isRoot = (parents: GroupNode["parents"]): boolean => !parents.some(({ name }) => offered.has(name));
  const below = (parent: string | null, path: readonly string[]): Option[] =>
    groups
      .filter(
        ({ name, parents }) => !path.includes(name) && (parent === null ? isRoot(parents) : parents.some((one) => one.name === parent)),
      )
      .flatMap(({ name, memberCount }) => [
        { name, detail: "", depth: path.length, within: parent, count: memberCount },
        ...below(name, [...path, name]),
      ]);
  return below(null, []);
};

const flat = (name: string, count: number | null, detail = ""): Option => ({ name, detail, depth: 0, within: null, count });

/** Each text once, with how often it is there, the most frequent first. */
export const tally = (texts: readonly string[]): Option[] => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => flat(text, count))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || a.name.localeCompare(b.name));
};

const userOption = ({ login, name, lastEventAt, events }: CountedUser, zone: string): Option => {
  const seen = lastEventAt === null ? "never seen" : `last seen ${date(dayOf(lastEventAt, zone))}`;
  return flat(login, events, [name && name !== login ? name : "", events === 0 ? seen : ""].filter(Boolean).join(", "));
};

/** So many users stand in the menu before a search. */
const mostBusy = 100;

const askUsers: Offer["ask"] = async (search, scope, signal) => {
  const zone = scope.timeZone ?? "UTC";
  if (!search) {
    const { users, total } = await askBusyUsers(scope, mostBusy, signal);
    return { options: users.map((user) => userOption(user, zone)), total, complete: total <= users.length };
  }
  const found = await askUsersNamed(search, signal);
  if (found.length === 0) return { options: [], total: 0, complete: false };
  const counted = await askBusyUsers({ ...scope, users: found.map(({ login }) => login) }, found.length, signal);
  const events = new Map(counted.users.map((user) => [user.login, user.events]));
  const options = found.map((user) => userOption({ ...user, events: events.get(user.login) ?? 0 }, zone));
  return { options: options.sort((a, b) => (b.count ?? 0) - (a.count ?? 0)), total: counted.total, complete: false };
};

const askPackages: Offer["ask"] = async (search, scope, signal) => {
  const [{ nodes, total, complete }, counts] = await Promise.all([askPackagePages(search, signal), askPackageCounts(scope, signal)]);
  const unlisted = counts.complete ? 0 : null;
  const options = nodes.map(({ name }) => flat(name, counts.users.get(name) ?? unlisted));
  return { options: options.sort((a, b) => (b.count ?? 0) - (a.count ?? 0)), total, complete };
};

/** Versions of which it is known when they were published, the latest first. */
export const versionOptions = (packages: readonly VersionedPackage[], zone: string): Option[] =>
  packages
    .flatMap(({ name, versions }) => versions.map(({ version, publishedAt }) => ({ name: `${name}@${version}`, publishedAt })))
    .flatMap(({ name, publishedAt }) => (publishedAt === null ? [] : [{ name, publishedAt }]))
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt))
    .map(({ name, publishedAt }) => flat(name, null, `since ${date(dayOf(publishedAt, zone))}`));

export const offers = {
  groups: {
    unit: "members",
    counted: false,
    ask: async (search, _, signal) => {
      const { nodes, total, complete } = await askGroupPages(search, signal);
      return { options: groupTree(nodes), total, complete };
    },
  },
  users: { unit: "events in this period", counted: true, ask: askUsers },
  packages: { unit: "users in this period", counted: true, ask: askPackages },
  categories: {
    unit: "packages",
    counted: false,
    ask: async (search, _, signal) => {
      const { nodes, complete } = await askCategorizedPages(search, signal);
      const options = tally(nodes.flatMap(({ category }) => category ?? []));
      return { options, total: options.length, complete };
    },
  },
  tags: {
    unit: "functions",
    counted: false,
    ask: async (search, _, signal) => {
      const { nodes, complete } = await askTaggedPages(search, signal);
      const options = tally(nodes.flatMap(({ tags }) => tags));
      return { options, total: options.length, complete };
    },
  },
  sources: {
    unit: "events in this period",
    counted: true,
    ask: async (_, scope, signal) => {
      const { rows, totalRows } = await askSources(scope, signal);
      return {
        options: rows.flatMap(({ key, measures }) => (key.source === null ? [] : [flat(key.source, measures.events)])),
        total: totalRows,
        complete: true,
      };
    },
  },
  versions: {
    unit: "",
    // By the chosen packages, so that it is asked anew with the filter.
    counted: true,
    ask: async (_, { packages, timeZone }, signal) => {
      const { nodes, complete } = await askVersionedPages(packages ?? [], signal);
      const options = versionOptions(nodes, timeZone ?? "UTC");
      return { options, total: options.length, complete };
    },
  },
} satisfies Partial<Record<FilterList, Offer>>;

export type OfferedList = keyof typeof offers;

export const isOffered = (list: FilterList): list is OfferedList => Object.hasOwn(offers, list);
