import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import { pointsFields } from "../../points/query";

const sourcesFragment = graphql(`
  fragment EventsSources on Usage @_unmask {
    scope { from to timeZone asOf previousFrom previousTo }
    totals { events }
    previous { events }
    series(by: SOURCE, top: 20) {
      bucket
      buckets
      finishedBuckets
      firstCut
      lastCut
      lines { other key { source } events }
      previous { other key { source } events }
    }
  }
`);

/** The charts of the tab. The log asks for its pages itself. */
const eventsDocument = graphql(
  `
    query Events($scope: UsageScopeInput!, $y: UsageDimension!, $color: UsageDimension!, $top: Int!) {
      usage(scope: $scope) {
        ...EventsSources
        ...Points
      }
    }
  `,
  [sourcesFragment, pointsFields],
);

export type EventSources = ResultOf<typeof sourcesFragment>;
export type EventsAnswer = ResultOf<typeof eventsDocument>["usage"];

export const askEvents = async (variables: VariablesOf<typeof eventsDocument>, signal: AbortSignal): Promise<EventsAnswer> =>
  (await ask(eventsDocument, variables, signal)).usage;
