import type { ResultOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import type { ScopeInput } from "../../scope";
import { allPages, mostOffered } from "./pages";

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
      nodes { name category }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const versionsDocument = graphql(`
  query FilterVersions($where: PackageFilterInput, $after: String) {
    packages(first: 50, after: $after, where: $where, order: [{ name: ASC }]) {
      totalCount
      nodes { name versions { version publishedAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const tagsDocument = graphql(`
  query FilterTags($where: FunctionFilterInput, $after: String) {
    functions(first: 50, after: $after, where: $where) {
      totalCount
      nodes { tags }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const usersDocument = graphql(`
  query FilterUsers($where: UserFilterInput) {
    users(first: 50, where: $where, order: [{ lastEventAt: DESC }, { login: ASC }]) {
      totalCount
      nodes { login name lastEventAt }
    }
  }
`);

const packageCountsDocument = graphql(`
  query FilterPackageCounts($scope: UsageScopeInput!, $first: Int!) {
    usage(scope: $scope) {
      breakdown(by: [PACKAGE], order: [{ users: DESC }, { events: DESC }], first: $first) {
        rows { key { package { name } } measures { users } }
      }
    }
  }
`);

const userCountsDocument = graphql(`
  query FilterUserCounts($scope: UsageScopeInput!, $first: Int!) {
    usage(scope: $scope) {
      breakdown(by: [USER], order: [{ events: DESC }], first: $first) {
        rows { key { user { login name lastEventAt } } measures { events } }
      }
    }
    users(first: 1) { totalCount }
  }
`);

const sourcesDocument = graphql(`
  query FilterSources($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      breakdown(by: [SOURCE], order: [{ events: DESC }], first: 200) {
        truncated
        totalRows
        rows { key { source } measures { events } }
      }
    }
  }
`);

type Nodes<Connection> = Connection extends { nodes: (infer Node)[] | null } ? Node : never;
export type GroupNode = Nodes<ResultOf<typeof groupsDocument>["groups"]>;
export type PackageNode = Nodes<ResultOf<typeof packagesDocument>["packages"]>;
export type VersionedPackage = Nodes<ResultOf<typeof versionsDocument>["packages"]>;
export type UserNode = Nodes<ResultOf<typeof usersDocument>["users"]>;

const named = (search: string) => (search ? { name: { icontains: search } } : null);

export const askGroupPages = (search: string, signal: AbortSignal) =>
  allPages(async (after) => (await ask(groupsDocument, { where: named(search), after }, signal)).groups);

export const askPackagePages = (search: string, signal: AbortSignal) =>
  allPages(async (after) => (await ask(packagesDocument, { where: named(search), after }, signal)).packages);

/** Packages with their versions; of some packages only, where any are named. */
export const askVersionedPages = (packages: readonly string[], signal: AbortSignal) => {
  const where = packages.length > 0 ? { name: { in: [...packages] } } : null;
  return allPages(async (after) => (await ask(versionsDocument, { where, after }, signal)).packages);
};

export const askCategorizedPages = (search: string, signal: AbortSignal) => {
  const where = { category: search ? { icontains: search } : { neq: null } };
  return allPages(async (after) => (await ask(packagesDocument, { where, after }, signal)).packages);
};

export const askTaggedPages = (search: string, signal: AbortSignal) => {
  const where = { tags: search ? { some: { icontains: search } } : { any: true } };
  return allPages(async (after) => (await ask(tagsDocument, { where, after }, signal)).functions);
};

/** Users by name: users in the scope by package. */
export const askPackageCounts = async (
  scope: ScopeInput,
  signal: AbortSignal,
): Promise<{ users: Map<string, number>; complete: boolean }> => {
  const { rows } = (await ask(packageCountsDocument, { scope, first: mostOffered }, signal)).usage.breakdown;
  const users = rows.flatMap(({ key, measures }) => (key.package ? [[key.package.name, measures.users] as const] : []));
  return { users: new Map(users), complete: rows.length < mostOffered };
};

export interface CountedUser extends UserNode {
  /** In the scope. */
  events: number;
}

/** The users with most events in the scope, and how many users there are at all. */
export const askBusyUsers = async (
  scope: ScopeInput,
  first: number,
  signal: AbortSignal,
): Promise<{ users: CountedUser[]; total: number }> => {
  const { usage, users } = await ask(userCountsDocument, { scope, first }, signal);
  const counted = usage.breakdown.rows.flatMap(({ key, measures }) => (key.user ? [{ ...key.user, events: measures.events }] : []));
  return { users: counted, total: users?.totalCount ?? counted.length };
};

/** Users whose name or login contains the text, those who were here last first. */
export const askUsersNamed = async (search: string, signal: AbortSignal): Promise<UserNode[]> => {
  const where = { or: [{ login: { icontains: search } }, { name: { icontains: search } }] };
  return (await ask(usersDocument, { where }, signal)).users?.nodes ?? [];
};

export const askSources = async (scope: ScopeInput, signal: AbortSignal) => (await ask(sourcesDocument, { scope }, signal)).usage.breakdown;
