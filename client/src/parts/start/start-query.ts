import { ask } from "../../api";
import { graphql } from "../../graphql";

const startedDocument = graphql(`
  query Started {
    eventTypes(first: 1) {
      totalCount
    }
  }
`);

/** Whether any event was ever stored. */
export const askStarted = async (signal: AbortSignal): Promise<boolean> =>
  ((await ask(startedDocument, {}, signal)).eventTypes?.totalCount ?? 0) > 0;
