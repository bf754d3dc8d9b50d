import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../../api";
import { graphql } from "../../../graphql";
import { splitQualified } from "../../../panels/things";
import type { ScopeInput } from "../../../scope";

const runFragment = graphql(`
  fragment RunRow on Run @_unmask {
    event { id }
    time
    durationMs
    status
    user { login name }
    inputs { name value }
    outputs { name value }
    error { message }
    session { id startedAt }
  }
`);

const runsDocument = graphql(
  `
    query Runs($scope: UsageScopeInput!, $where: RunFilterInput, $order: [RunSortInput!], $first: Int!, $after: String) {
      usage(scope: $scope) {
        scope { from to timeZone asOf previousFrom previousTo eventsSince }
        runs(first: $first, after: $after, where: $where, order: $order) {
          totalCount
          nodes { ...RunRow }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `,
  [runFragment],
);

const functionDocument = graphql(`
  query RunFunction($packageName: String!, $name: String!) {
    functions(first: 1, where: { name: { eq: $name }, package: { name: { eq: $packageName } } }) {
      nodes {
        name
        package { name }
        inputs { name type }
        outputs { name type }
        parameters(first: 50) { nodes { name direction type } }
      }
    }
  }
`);

const mostUsedDocument = graphql(`
  query MostRun($scope: UsageScopeInput!, $first: Int!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      breakdown(by: [FUNCTION], first: $first) {
        totalRows
        rows { key { function { name package { name } } } measures { events users } }
      }
    }
  }
`);

const topValuesDocument = graphql(`
  query TopValues($scope: UsageScopeInput!, $name: String!, $direction: ParameterDirection!) {
    usage(scope: $scope) {
      topValues(name: $name, direction: $direction, first: 8) { text count users }
    }
  }
`);

export type Run = ResultOf<typeof runFragment>;
export type RunsQuestion = Pick<VariablesOf<typeof runsDocument>, "scope" | "where" | "order">;
export type RunWhere = NonNullable<RunsQuestion["where"]>;
export type RunOrder = NonNullable<RunsQuestion["order"]>[number];
type RunsAnswer = ResultOf<typeof runsDocument>["usage"];
export type RunFunction = NonNullable<NonNullable<ResultOf<typeof functionDocument>["functions"]>["nodes"]>[number];
export type MostUsed = ResultOf<typeof mostUsedDocument>["usage"];
export type TopValue = ResultOf<typeof topValuesDocument>["usage"]["topValues"][number];

/** One page of runs with what they are part of. */
export interface RunPage {
  scope: RunsAnswer["scope"];
  runs: readonly Run[];
  total: number;
  hasMore: boolean;
}

/** Runs are compared with nothing. */
const plain = ({ compareWith: _, ...scope }: ScopeInput): ScopeInput => ({ ...scope, compare: "NONE" });

export const askRuns = async (question: RunsQuestion, first: number, signal: AbortSignal): Promise<RunPage> => {
  const { scope, runs } = (await ask(runsDocument, { ...question, first, after: null }, signal)).usage;
  return { scope, runs: runs?.nodes ?? [], total: runs?.totalCount ?? 0, hasMore: runs?.pageInfo.hasNextPage ?? false };
};

const largestPage = 500;

/** All runs that fit, page by page. */
export const askAllRuns = async (question: RunsQuestion, signal: AbortSignal): Promise<Run[]> => {
  const all: Run[] = [];
  let after: string | null = null;
  for (;;) {
    const { runs }: RunsAnswer = (await ask(runsDocument, { ...question, scope: plain(question.scope), first: largestPage, after }, signal))
      .usage;
    all.push(...(runs?.nodes ?? []));
    after = runs?.pageInfo.endCursor ?? null;
    if (!runs?.pageInfo.hasNextPage || after === null) return all;
  }
};

export const askRunFunction = async (name: string, signal: AbortSignal): Promise<RunFunction | null> => {
  const parts = splitQualified(name);
  return parts && ((await ask(functionDocument, parts, signal)).functions?.nodes?.[0] ?? null);
};

export const askMostUsed = async (scope: ScopeInput, first: number, signal: AbortSignal): Promise<MostUsed> =>
  (await ask(mostUsedDocument, { scope: { ...plain(scope), runs: true }, first }, signal)).usage;

export const askTopValues = async (
  scope: ScopeInput,
  name: string,
  direction: "INPUT" | "OUTPUT",
  signal: AbortSignal,
): Promise<TopValue[]> => (await ask(topValuesDocument, { scope: plain(scope), name, direction }, signal)).usage.topValues;
