import { ask } from "../../api";
import { graphql } from "../../graphql";

const resolvedDocument = graphql(`
  query FilterTypedRange($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope { from to timeZone }
    }
  }
`);

export interface Resolved {
  from: string;
  to: string;
  timeZone: string;
}

/** What the words mean, in the zone; refused with the reason where they mean nothing. */
export const askResolved = async (expression: string, timeZone: string, signal: AbortSignal): Promise<Resolved> =>
  (await ask(resolvedDocument, { scope: { range: { expression }, timeZone } }, signal)).usage.scope;
