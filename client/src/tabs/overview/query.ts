import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import type { ScopeInput } from "../../scope";

const trendDocument = graphql(`
  query OverviewTrend($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      totals { users newUsers sessions events errors }
      previous { users newUsers sessions events errors }
      series {
        bucket
        buckets
        finishedBuckets
        lines { users newUsers sessions events errors }
        previous { users newUsers sessions events errors }
      }
    }
  }
`);

const rankingDocument = graphql(`
  query OverviewRanking($scope: UsageScopeInput!, $by: [UsageDimension!]!, $order: [UsageSortInput!]!, $first: Int!, $after: String) {
    usage(scope: $scope) {
      breakdown(by: $by, order: $order, first: $first, after: $after) {
        totalRows
        rows {
          key { package { name } user { login name } }
          measures { users events }
          previous { users events }
          share
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const loosenDocument = graphql(`
  query OverviewLoosen($withoutPackages: UsageScopeInput!, $withoutGroups: UsageScopeInput!, $allTime: UsageScopeInput!) {
    withoutPackages: usage(scope: $withoutPackages) { totals { events } }
    withoutGroups: usage(scope: $withoutGroups) { totals { events } }
    allTime: usage(scope: $allTime) { totals { events } }
  }
`);

export type Trend = ResultOf<typeof trendDocument>["usage"];
export type RankingRow = ResultOf<typeof rankingDocument>["usage"]["breakdown"]["rows"][number];
export type RankingQuestion = Pick<VariablesOf<typeof rankingDocument>, "scope" | "by" | "order">;
export type Loosened = Record<"withoutPackages" | "withoutGroups" | "allTime", number>;

/** The first rows of a ranking, and how many there are in all. */
export interface Ranking {
  rows: RankingRow[];
  totalRows: number;
}

/** The server's limit for one request; further rows are asked for page by page. */
const mostPerRequest = 1000;

export const askTrend = async (scope: ScopeInput, signal: AbortSignal): Promise<Trend> =>
  (await ask(trendDocument, { scope }, signal)).usage;

/** Asks page by page until `want` rows are there, or all of them. */
export const askRanking = async (question: RankingQuestion, want: number, signal: AbortSignal): Promise<Ranking> => {
  const rows: RankingRow[] = [];
  let after: string | null = null;
  for (;;) {
    const first = Math.min(want - rows.length, mostPerRequest);
    const answer: ResultOf<typeof rankingDocument> = await ask(rankingDocument, { ...question, first, after }, signal);
    const { rows: page, totalRows, pageInfo } = answer.usage.breakdown;
    rows.push(...page);
    if (!pageInfo.hasNextPage || rows.length >= want) return { rows, totalRows };
    after = pageInfo.endCursor;
  }
};

/** How many events there would be with one part of the filter taken away. */
export const askLoosened = async (scope: ScopeInput, signal: AbortSignal): Promise<Loosened> => {
  const plain: ScopeInput = { ...scope, compare: "NONE" };
  const answer = await ask(
    loosenDocument,
    {
      withoutPackages: { ...plain, packages: [] },
      withoutGroups: { ...plain, groups: [] },
      allTime: { ...plain, range: { preset: "ALL_TIME" } },
    },
    signal,
  );
  return {
    withoutPackages: answer.withoutPackages.totals.events,
    withoutGroups: answer.withoutGroups.totals.events,
    allTime: answer.allTime.totals.events,
  };
};
