import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../../api";
import { graphql } from "../../../graphql";

const lifecycleDocument = graphql(`
  query Lifecycle($scope: UsageScopeInput!, $bucket: TimeBucket!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      lifecycle(bucket: $bucket) { bucket buckets finishedBuckets firstCut lastCut active new retained returned dormant }
    }
  }
`);

const retentionDocument = graphql(`
  query Retention($scope: UsageScopeInput!, $bucket: TimeBucket!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf }
      retention(bucket: $bucket) { bucket periods finishedPeriods firstCut lastCut earlierUsers average cohorts { period size users } }
    }
  }
`);

const retainedDocument = graphql(`
  query RetainedUsers($scope: UsageScopeInput!, $bucket: TimeBucket!, $period: DateTime!, $later: Int!, $first: Int!) {
    usage(scope: $scope) {
      retainedUsers(bucket: $bucket, period: $period, later: $later, first: $first) { totalUsers users { login } }
    }
  }
`);

const stickinessDocument = graphql(`
  query Stickiness($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf }
      stickiness { days finishedDays firstCut lastCut daily weekly monthly ratio }
    }
  }
`);

type Usage<Document> = ResultOf<Document> extends { usage: infer Answer } ? Answer : never;
type Bucket = VariablesOf<typeof lifecycleDocument>["bucket"];

export type Lifecycle = Usage<typeof lifecycleDocument>;
export type Retention = Usage<typeof retentionDocument>;
export type Stickiness = Usage<typeof stickinessDocument>;
export type Scope = VariablesOf<typeof stickinessDocument>["scope"];

export const askLifecycle = async (scope: Scope, bucket: Bucket, signal: AbortSignal) =>
  (await ask(lifecycleDocument, { scope, bucket }, signal)).usage;

export const askRetention = async (scope: Scope, bucket: Bucket, signal: AbortSignal) =>
  (await ask(retentionDocument, { scope, bucket }, signal)).usage;

export const askRetainedUsers = async (variables: VariablesOf<typeof retainedDocument>, signal: AbortSignal) =>
  (await ask(retainedDocument, variables, signal)).usage.retainedUsers;

export const askStickiness = async (scope: Scope, signal: AbortSignal) => (await ask(stickinessDocument, { scope }, signal)).usage;

const clusterThing = graphql(`
  fragment ClusterThing on UsageClusterThing @_unmask {
    key { function { name package { name } } eventType { source name } }
    share
    elsewhere
    lift
  }
`);

const clustersDocument = graphql(
  `
  query Clusters($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope { timeZone }
      clusters {
        computing
        computedAt
        by
        users
        allUsers
        tooFewUsers
        silhouette
        clusters {
          size
          share
          silhouette
          users { user { login name } }
          distinctive { ...ClusterThing }
          typical { ...ClusterThing }
        }
      }
    }
  }
`,
  [clusterThing],
);

const pathsDocument = graphql(`
  query Paths($scope: UsageScopeInput!, $start: ID, $first: Int!) {
    usage(scope: $scope) {
      scope { timeZone }
      paths(start: $start, first: $first) {
        runs
        sessions
        since
        truncated
        totalPairs
        pairs {
          from { function { name package { name } } }
          to { function { name package { name } } }
          count
          users
          share
          medianGapMs
        }
      }
    }
  }
`);

export type Clusters = Usage<typeof clustersDocument>["clusters"];
export type Cluster = Clusters["clusters"][number];
export type ClusterThing = Cluster["typical"][number];
export type Paths = Usage<typeof pathsDocument>["paths"];
export type Path = Paths["pairs"][number];

export const askClusters = async (scope: Scope, signal: AbortSignal) => (await ask(clustersDocument, { scope }, signal)).usage;

export const askPaths = async (scope: Scope, start: string | null, first: number, signal: AbortSignal) =>
  (await ask(pathsDocument, { scope, start, first }, signal)).usage;
