/** What the panel asks: everything of it is asked of the whole scope, or of one thing within it. */

import type { ResultOf, VariablesOf } from "gql.tada";
import { ApiError, ask } from "../api";
import { graphql } from "../graphql";
import type { ScopeInput } from "../scope";

const summaryDocument = graphql(`
  query PanelSummary($scope: UsageScopeInput!, $id: ID!, $whole: Boolean!) {
    usage(scope: $scope) @include(if: $whole) { ...Summary }
    node(id: $id) @skip(if: $whole) {
      ... on User { usage(scope: $scope) { ...Summary } }
      ... on Group { usage(scope: $scope) { ...Summary } }
      ... on Package { usage(scope: $scope) { ...Summary } }
      ... on Function { usage(scope: $scope) { ...Summary } }
      ... on Session { usage(scope: $scope) { ...Summary } }
      ... on Entity { usage(scope: $scope) { ...Summary } }
      ... on Error { usage(scope: $scope) { ...Summary } }
      ... on EventType { usage(scope: $scope) { ...Summary } }
    }
  }
  fragment Summary on Usage {
    scope { from to timeZone asOf previousFrom previousTo eventsSince }
    totals { events users sessions errors errorRate duration { count p50 p95 } }
    previous { events users sessions errors }
    series { bucket buckets finishedBuckets lines { events } }
    packages: breakdown(by: [PACKAGE], first: 1) { totalRows }
    functions: breakdown(by: [FUNCTION], first: 1) { totalRows }
    kinds: breakdown(by: [FUNCTION_KIND]) { rows { key { functionKind } measures { events } } }
    sources: breakdown(by: [SOURCE]) { rows { key { source } measures { events } } }
    eventTypes: breakdown(by: [EVENT_TYPE], first: 1) { totalRows }
    errors: breakdown(by: [ERROR], where: { errors: { gte: 1 } }, first: 51) { totalRows rows { key { error { signature } } } }
  }
`);

const rowsDocument = graphql(`
  query PanelRows(
    $scope: UsageScopeInput!
    $id: ID!
    $whole: Boolean!
    $by: [UsageDimension!]!
    $where: UsageHavingInput
    $first: Int!
    $after: String
  ) {
    usage(scope: $scope) @include(if: $whole) { ...Rows }
    node(id: $id) @skip(if: $whole) {
      ... on User { usage(scope: $scope) { ...Rows } }
      ... on Group { usage(scope: $scope) { ...Rows } }
      ... on Package { usage(scope: $scope) { ...Rows } }
      ... on Function { usage(scope: $scope) { ...Rows } }
      ... on Session { usage(scope: $scope) { ...Rows } }
      ... on Entity { usage(scope: $scope) { ...Rows } }
      ... on Error { usage(scope: $scope) { ...Rows } }
      ... on EventType { usage(scope: $scope) { ...Rows } }
    }
  }
  fragment Rows on Usage {
    breakdown(by: $by, where: $where, order: [{ events: DESC }], first: $first, after: $after) {
      totalRows
      rows {
        key {
          package { name }
          function { name package { name } }
          user { login name }
          source
          eventType { id source name }
          error { id message }
        }
        measures { events }
        share
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const eventsDocument = graphql(`
  query PanelEvents($scope: UsageScopeInput!, $id: ID!, $whole: Boolean!, $first: Int!, $after: String) {
    usage(scope: $scope) @include(if: $whole) { ...Latest }
    node(id: $id) @skip(if: $whole) {
      ... on User { usage(scope: $scope) { ...Latest } }
      ... on Group { usage(scope: $scope) { ...Latest } }
      ... on Package { usage(scope: $scope) { ...Latest } }
      ... on Function { usage(scope: $scope) { ...Latest } }
      ... on Session { usage(scope: $scope) { ...Latest } }
      ... on Entity { usage(scope: $scope) { ...Latest } }
      ... on Error { usage(scope: $scope) { ...Latest } }
      ... on EventType { usage(scope: $scope) { ...Latest } }
    }
  }
  fragment Latest on Usage {
    events(first: $first, after: $after) {
      nodes { id time source description isError durationMs eventType { name } user { login } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** What is asked about: the whole scope, or, with an id, one thing within it. */
export interface Subject {
  scope: ScopeInput;
  id: string | null;
}

type WholeOrNode<Usage> = { usage?: Usage; node?: object | { usage: Usage } | null };

export const usageIn = <Usage>({ usage, node }: WholeOrNode<Usage>): Usage => {
  if (usage) return usage;
  if (node && "usage" in node) return node.usage as Usage;
  throw new ApiError("It no longer exists.", null, null);
};

export const about = ({ scope, id }: Subject) => ({ scope, id: id ?? "", whole: id === null });

export type Summary = NonNullable<ResultOf<typeof summaryDocument>["usage"]>;
export type BreakdownPage = NonNullable<ResultOf<typeof rowsDocument>["usage"]>["breakdown"];
export type BreakdownRow = BreakdownPage["rows"][number];
export type BreakdownQuestion = Pick<VariablesOf<typeof rowsDocument>, "by" | "where">;
export type LatestPage = NonNullable<NonNullable<ResultOf<typeof eventsDocument>["usage"]>["events"]>;
export type LatestEvent = NonNullable<LatestPage["nodes"]>[number];

export const askSummary = async (subject: Subject, signal: AbortSignal): Promise<Summary> =>
  usageIn<Summary>(await ask(summaryDocument, about(subject), signal));

export const askRows = async (
  subject: Subject,
  question: BreakdownQuestion,
  first: number,
  after: string | null,
  signal: AbortSignal,
): Promise<BreakdownPage> =>
  usageIn<{ breakdown: BreakdownPage }>(await ask(rowsDocument, { ...about(subject), ...question, first, after }, signal)).breakdown;

export const askLatest = async (subject: Subject, first: number, after: string | null, signal: AbortSignal): Promise<LatestPage | null> =>
  usageIn<{ events: LatestPage | null }>(await ask(eventsDocument, { ...about(subject), first, after }, signal)).events;
