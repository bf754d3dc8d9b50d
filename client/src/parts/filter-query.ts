import type { ResultOf } from "gql.tada";
import { ApiError, ask } from "../api";
import { graphql } from "../graphql";
import { entry, type ScopeInput, scopeDocument, scopeOf, withoutMissing } from "../scope";
import { allLists, type Filter } from "../state/filter";
import { defaultView } from "../state/view";
import type { Option } from "./multi-select";

const groupsDocument = graphql(`
  query FilterGroups($where: GroupFilterInput, $after: String) {
    groups(first: 50, after: $after, where: $where, order: [{ name: ASC }]) {
      totalCount
      nodes { name memberCount parents { name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const packagesDocument = graphql(`
  query FilterPackages($where: PackageFilterInput, $after: String) {
    packages(first: 50, after: $after, where: $where, order: [{ name: ASC }]) {
      totalCount
      nodes { name }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const countsDocument = graphql(`
  query FilterPackageCounts($scope: UsageScopeInput!, $first: Int!) {
    usage(scope: $scope) {
      breakdown(by: [PACKAGE], order: [{ users: DESC }, { events: DESC }], first: $first) {
        rows { key { package { name } } measures { users } }
      }
    }
  }
`);

type Group = NonNullable<NonNullable<ResultOf<typeof groupsDocument>["groups"]>["nodes"]>[number];

/** What a menu offers, and how many there are in all. */
export interface Offered {
  options: Option[];
  total: number;
}

interface Page<T> {
  totalCount: number;
  nodes: T[] | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A menu holds this many; the rest is found by searching on the server. */
const mostOffered = 1000;

const pages = async <T>(next: (after: string | null) => Promise<Page<T> | null>): Promise<{ nodes: T[]; total: number }> => {
  const nodes: T[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<T> | null = await next(after);
    nodes.push(...(page?.nodes ?? []));
    if (!page?.pageInfo.hasNextPage || nodes.length >= mostOffered) return { nodes, total: page?.totalCount ?? nodes.length };
    after = page.pageInfo.endCursor;
  }
};

const named = (search: string) => (search ? { name: { icontains: search } } : null);

/** Groups as a tree; a search answers a flat list. */
export const askGroups = async (search: string, signal: AbortSignal): Promise<Offered> => {
  const { nodes, total } = await pages(async (after) => (await ask(groupsDocument, { where: named(search), after }, signal)).groups);
  return { options: groupTree(nodes), total };
};

/** Depth-first, each group below each of its parents; a group whose parents are not in the list is a root. */
export const groupTree = (groups: readonly Group[]): Option[] => {
  const offered = new Set(groups.map(({ name }) => name));
  const below = (parent: string | null, depth: number, path: readonly string[]): Option[] =>
    groups
      .filter(
        ({ name, parents }) => !path.includes(name) && (parent === null ? isRoot(parents) : parents.some((one) => one.name === parent)),
      )
      .flatMap(({ name, memberCount }) => [{ name, depth, count: memberCount }, ...below(name, depth + 1, [...path, name])]);
  const isRoot = (parents: Group["parents"]): boolean => !parents.some(({ name }) => offered.has(name));
  return below(null, 0, []);
};

/** Packages, those with most users in the scope first; a package that nobody used in it has 0. */
export const askPackages = async (search: string, scope: ScopeInput, signal: AbortSignal): Promise<Offered> => {
  const everywhere: ScopeInput = { ...scope, packages: [], compare: "NONE" };
  const [{ nodes, total }, counted] = await Promise.all([
    pages(async (after) => (await ask(packagesDocument, { where: named(search), after }, signal)).packages),
    ask(countsDocument, { scope: everywhere, first: mostOffered }, signal),
  ]);
  const { rows } = counted.usage.breakdown;
  const users = new Map(rows.map(({ key, measures }) => [key.package?.name, measures.users]));
  const unlisted = rows.length < mostOffered ? 0 : null;
  const options = nodes.map(({ name }) => ({ name, depth: 0, count: users.get(name) ?? unlisted }));
  return { options: options.sort((a, b) => (b.count ?? 0) - (a.count ?? 0)), total };
};

/** Which entries of the filter no longer exist, as `entry` texts. The server names one at a time. */
export const askMissing = async (filter: Filter, signal: AbortSignal): Promise<Set<string>> => {
  const missing = new Set<string>();
  const view = { ...defaultView, filter: { ...filter, picked: [] } };
  for (;;) {
    const { filter: known } = withoutMissing(view, missing);
    if (!allLists.some((list) => known[list].length > 0)) return missing;
    const unknown = await askUnknown(scopeOf({ ...view, filter: known }), signal);
    if (unknown === null) return missing;
    missing.add(unknown);
  }
};

const askUnknown = async (scope: ScopeInput, signal: AbortSignal): Promise<string | null> => {
  try {
    await ask(scopeDocument, { scope }, signal);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError) || error.unknownEntry === null) throw error;
    return entry(error.unknownEntry.list, error.unknownEntry.name);
  }
};
