import { ask } from "../api";
import { graphql } from "../graphql";
import type { ScopeInput } from "../scope";
import type { Answered } from "./tab";

const answeredDocument = graphql(`
  query Answered($scope: UsageScopeInput!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
    }
  }
`);

/** What a scope means: needed before a picked time can be compared with its counterpart. */
export const askAnswered = async (scope: ScopeInput, signal: AbortSignal): Promise<Answered> =>
  (await ask(answeredDocument, { scope }, signal)).usage.scope;
