import type { ResultOf } from "gql.tada";
import { ask } from "../api";
import { graphql } from "../graphql";
import { entry, type ScopeInput } from "../scope";
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

/** Which of the entries no longer exist, as `entry` texts. */
export const askMissing = async (groups: readonly string[], packages: readonly string[], signal: AbortSignal): Promise<Set<string>> => {
  const [knownGroups, knownPackages] = await Promise.all([
    groups.length === 0
      ? []
      : pages(async (after) => (await ask(groupsDocument, { where: { name: { in: [...groups] } }, after }, signal)).groups).then(
          ({ nodes }) => nodes,
        ),
    packages.length === 0
      ? []
      : pages(async (after) => (await ask(packagesDocument, { where: { name: { in: [...packages] } }, after }, signal)).packages).then(
          ({ nodes }) => nodes,
        ),
  ]);
  const known = new Set([
    ...knownGroups.map(({ name }) => entry("groups", name)),
    ...knownPackages.map(({ name }) => entry("packages", name)),
  ]);
  const asked = [...groups.map((name) => entry("groups", name)), ...packages.map((name) => entry("packages", name))];
  return new Set(asked.filter((one) => !known.has(one)));
};
