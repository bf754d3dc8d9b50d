import type { ResultOf } from "gql.tada";
import { ask } from "../../../api";
import { graphql } from "../../../graphql";
import type { ScopeInput } from "../../../scope";
import { askRuns, type Run } from "../runs/query";

const performanceDocument = graphql(`
  query Performance($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      breakdown(by: [FUNCTION], first: 500) {
        totalRows
        rows {
          key { function { id name package { name } } }
          measures { events errors errorRate duration { count mean p50 p95 p99 max } }
          previous { duration { p50 } }
        }
      }
    }
  }
`);

const slowdownsDocument = graphql(`
  query Slowdowns($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      slowdowns(first: 500) {
        tested
        slower
        faster
        minRuns
        beforeFrom
        beforeTo
        functions { function { id } runs runsBefore change superiority adjustedPValue verdict }
      }
    }
  }
`);

const sparksDocument = graphql(`
  query DurationSparks($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      series(by: FUNCTION, top: 50, other: false) { lines { key { function { id } } duration { p95 } } }
    }
  }
`);

const pickedDocument = graphql(`
  query FunctionDurations($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      durationHistogram(most: 40) { from to count previous }
      series {
        bucket
        buckets
        finishedBuckets
        firstCut
        lastCut
        lines { duration { count p50 p95 } }
        previous { duration { p50 p95 } }
      }
    }
  }
`);

export type Performance = ResultOf<typeof performanceDocument>["usage"];
export type PerformanceRow = Performance["breakdown"]["rows"][number];
export type Slowdowns = ResultOf<typeof slowdownsDocument>["usage"]["slowdowns"];
export type Slowdown = Slowdowns["functions"][number];
export type FunctionDurations = ResultOf<typeof pickedDocument>["usage"];

export const askPerformance = async (scope: ScopeInput, signal: AbortSignal): Promise<Performance> =>
  (await ask(performanceDocument, { scope }, signal)).usage;

export const askSlowdowns = async (scope: ScopeInput, signal: AbortSignal): Promise<Slowdowns> =>
  (await ask(slowdownsDocument, { scope }, signal)).usage.slowdowns;

/** By the id of a function: its 95th percentile a bucket. */
export type Sparks = ReadonlyMap<string, readonly (number | null)[]>;

/** By days of UTC, of which the server has histograms: the lines are small, and asked for many functions at once. */
export const askSparks = async (scope: ScopeInput, signal: AbortSignal): Promise<Sparks> => {
  const { compareWith: _, ...plain } = scope;
  const { series } = (await ask(sparksDocument, { scope: { ...plain, compare: "NONE", timeZone: "UTC" } }, signal)).usage;
  return new Map(series.lines.flatMap(({ key, duration }) => (key.function ? [[key.function.id, duration.p95] as const] : [])));
};

export const askDurations = async (scope: ScopeInput, signal: AbortSignal): Promise<FunctionDurations> =>
  (await ask(pickedDocument, { scope }, signal)).usage;

export const askSlowest = async (scope: ScopeInput, first: number, signal: AbortSignal): Promise<readonly Run[]> =>
  (await askRuns({ scope, where: { durationMs: { gte: 0 } }, order: [{ durationMs: "DESC" }] }, first, signal)).runs;
