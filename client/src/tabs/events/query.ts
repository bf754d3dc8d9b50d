import type { ResultOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import type { ScopeInput } from "../../scope";

const sourcesFragment = graphql(`
  fragment EventsSources on Usage @_unmask {
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
    query Events($scope: UsageScopeInput!) {
      usage(scope: $scope) {
        scope { from to timeZone asOf previousFrom previousTo }
        ...EventsSources
      }
    }
  `,
  [sourcesFragment],
);

export type EventsAnswer = ResultOf<typeof eventsDocument>["usage"];

export const askEvents = async (scope: ScopeInput, signal: AbortSignal): Promise<EventsAnswer> =>
  (await ask(eventsDocument, { scope }, signal)).usage;
