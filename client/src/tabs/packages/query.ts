import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import { pointsFields } from "../../points/query";

const packagesDocument = graphql(
  `
  query Packages(
    $scope: UsageScopeInput!
    $y: UsageDimension!
    $color: UsageDimension!
    $top: Int!
    $published: EventTypeFilterInput!
  ) {
    usage(scope: $scope) { ...Points }
    published: eventTypes(first: 1, where: $published) { totalCount }
  }
`,
  [pointsFields],
);

export type PackagesAnswer = ResultOf<typeof packagesDocument>;

export const askPackages = (variables: VariablesOf<typeof packagesDocument>, signal: AbortSignal): Promise<PackagesAnswer> =>
  ask(packagesDocument, variables, signal);
