import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import { pointsFields } from "../../points/query";

const functionsDocument = graphql(
  `
  query Functions($scope: UsageScopeInput!, $y: UsageDimension!, $color: UsageDimension!, $top: Int!) {
    usage(scope: $scope) { ...Points }
  }
`,
  [pointsFields],
);

export type FunctionsAnswer = ResultOf<typeof functionsDocument>;

export const askFunctions = (variables: VariablesOf<typeof functionsDocument>, signal: AbortSignal): Promise<FunctionsAnswer> =>
  ask(functionsDocument, variables, signal);
