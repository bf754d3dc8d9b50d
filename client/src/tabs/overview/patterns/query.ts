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

export const askStickiness = async (scope: Scope, signal: AbortSignal) => (await ask(stickinessDocument, { scope }, signal)).usage;
