/** What comes before errors, and which errors follow. */

import type { ResultOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import type { ScopeInput } from "../../scope";

const causesDocument = graphql(`
  query PanelCauses($id: ID!, $scope: UsageScopeInput!) {
    node(id: $id) {
      ... on Error {
        causes(scope: $scope, first: 20) {
          since
          events
          followed
          baseRate
          totalRows
          rows {
            eventType { id source name }
            package { name }
            function { name package { name } }
            events
            followed
            itself
            rate
            rateLow
            rateHigh
            lift
          }
        }
      }
    }
  }
`);

const afterDocument = graphql(`
  query PanelErrorsAfter($id: ID!, $scope: UsageScopeInput!) {
    node(id: $id) {
      ... on EventType { errorsAfter(scope: $scope, first: 20) { ...After } }
      ... on Function { errorsAfter(scope: $scope, first: 20) { ...After } }
    }
  }
  fragment After on FollowingErrorList @_unmask {
    since
    events
    totalRows
    rows { error { id message } followed itself rate rateLow rateHigh baseRate lift }
  }
`);

type Part<Document, Name extends string> =
  NonNullable<Document> extends { node: infer Node } ? (Node extends { [N in Name]: infer Value } ? Value : never) : never;
export type Causes = NonNullable<Part<ResultOf<typeof causesDocument>, "causes">>;
export type ErrorsAfter = NonNullable<Part<ResultOf<typeof afterDocument>, "errorsAfter">>;

export const askCauses = async (id: string, scope: ScopeInput, signal: AbortSignal): Promise<Causes | null> => {
  const { node } = await ask(causesDocument, { id, scope }, signal);
  return node && "causes" in node ? node.causes : null;
};

export const askErrorsAfter = async (id: string, scope: ScopeInput, signal: AbortSignal): Promise<ErrorsAfter | null> => {
  const { node } = await ask(afterDocument, { id, scope }, signal);
  return node && "errorsAfter" in node ? node.errorsAfter : null;
};
