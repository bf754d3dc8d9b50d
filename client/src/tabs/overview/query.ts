import type { ResultOf, VariablesOf } from "gql.tada";
import { ApiError, ask } from "../../api";
import { graphql } from "../../graphql";
import type { ScopeInput } from "../../scope";
import type { View } from "../../state/view";
import { askAnswered } from "../answered";
import type { Answered } from "../tab";
import { packageList, rankingQuestion, userList } from "./lists";
import { picksOf } from "./picks";

const trendFragment = graphql(`
  fragment OverviewTrend on Usage @_unmask {
    scope { from to timeZone asOf previousFrom previousTo }
    totals { users newUsers sessions events errors }
    previous { users newUsers sessions events errors }
    series {
      bucket
      buckets
      finishedBuckets
      firstCut
      lastCut
      lines { users newUsers sessions events errors }
      previous { users newUsers sessions events errors }
    }
  }
`);

const rankingFragment = graphql(`
  fragment OverviewRanking on UsageBreakdown @_unmask {
    totalRows
    rows {
      key { package { name } user { login name } }
      measures { users events }
      previous { users events }
      share
    }
    pageInfo { hasNextPage endCursor }
  }
`);

/** The whole tab. */
const overviewDocument = graphql(
  `
    query Overview(
      $scope: UsageScopeInput!
      $packages: UsageScopeInput!
      $packagesBy: [UsageDimension!]!
      $packagesOrder: [UsageSortInput!]!
      $users: UsageScopeInput!
      $usersBy: [UsageDimension!]!
      $usersOrder: [UsageSortInput!]!
      $first: Int!
    ) {
      usage(scope: $scope) { ...OverviewTrend }
      packages: usage(scope: $packages) {
        breakdown(by: $packagesBy, order: $packagesOrder, first: $first) { ...OverviewRanking }
      }
      users: usage(scope: $users) {
        breakdown(by: $usersBy, order: $usersOrder, first: $first) { ...OverviewRanking }
      }
    }
  `,
  [trendFragment, rankingFragment],
);

/** More rows of one list, or the list under another pick. */
const rankingDocument = graphql(
  `
    query OverviewRankingRows(
      $scope: UsageScopeInput!
      $by: [UsageDimension!]!
      $order: [UsageSortInput!]!
      $first: Int!
      $after: String
    ) {
      usage(scope: $scope) {
        breakdown(by: $by, order: $order, first: $first, after: $after) { ...OverviewRanking }
      }
    }
  `,
  [rankingFragment],
);

export type Trend = ResultOf<typeof trendFragment>;
export type RankingRow = ResultOf<typeof rankingFragment>["rows"][number];
export type RankingQuestion = Pick<VariablesOf<typeof rankingDocument>, "scope" | "by" | "order">;

/** The first rows of a ranking, and how many there are in all. */
export interface Ranking {
  rows: RankingRow[];
  totalRows: number;
}

/** A list's rows with what was asked for them. */
export interface AnsweredRanking extends Ranking {
  question: RankingQuestion | null;
}

export interface Overview {
  trend: Trend;
  packages: AnsweredRanking;
  users: AnsweredRanking;
}

/** Rows are loaded in steps of five pages. */
export const rowsLoaded = 50;

/** The server's limit for one request; further rows are asked for page by page. */
const mostPerRequest = 1000;

const noRows: AnsweredRanking = { question: null, rows: [], totalRows: 0 };

const withQuestions = async (view: View, scope: ScopeInput, answered: Answered | null, signal: AbortSignal): Promise<Overview> => {
  const packages = rankingQuestion(view, scope, packageList(view), answered);
  const users = rankingQuestion(view, scope, userList, answered);
  const [askedPackages, askedUsers] = [packages ?? plainQuestion(scope), users ?? plainQuestion(scope)];
  const answer = await ask(
    overviewDocument,
    {
      scope,
      packages: askedPackages.scope,
      packagesBy: askedPackages.by,
      packagesOrder: askedPackages.order,
      users: askedUsers.scope,
      usersBy: askedUsers.by,
      usersOrder: askedUsers.order,
      first: rowsLoaded,
    },
    signal,
  );
  return {
    trend: answer.usage,
    packages: packages ? { question: packages, ...answer.packages.breakdown } : noRows,
    users: users ? { question: users, ...answer.users.breakdown } : noRows,
  };
};

const plainQuestion = (scope: ScopeInput): RankingQuestion => ({ scope, by: ["SOURCE"], order: [{ events: "DESC" }] });

/** The tab under a scope, its lists narrowed by what is picked. A pick that names nothing spoils no figure of the scope. */
export const askOverview = async (view: View, scope: ScopeInput, signal: AbortSignal): Promise<Overview> => {
  const timed = picksOf(view).times.length > 0 && scope.compare !== "NONE";
  const answered = timed ? await askAnswered(scope, signal) : null;
  try {
    return await withQuestions(view, scope, answered, signal);
  } catch (error) {
    if (view.selection.length === 0 || !(error instanceof ApiError) || error.code === "NETWORK") throw error;
    return await withQuestions({ ...view, selection: [] }, scope, null, signal);
  }
};

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
