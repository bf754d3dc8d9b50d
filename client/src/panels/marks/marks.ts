import type { ResultOf } from "gql.tada";
import { useEffect, useState } from "preact/hooks";
import { send } from "../../api";
import { graphql } from "../../graphql";

const markDocument = graphql(`
  mutation MarkError($input: MarkErrorInput!) {
    markError(input: $input) { mark { markedAt markedBy isError comment } }
  }
`);

export type Mark = ResultOf<typeof markDocument>["markError"]["mark"];

const waiting = new Set<() => void>();
let made = 0;

/** Keeps what somebody says about an error, and tells all who show errors. */
export const markError = async (input: { error: string; by: string; isError: boolean; comment: string }): Promise<Mark> => {
  const { mark } = (await send(markDocument, { input })).markError;
  made += 1;
  for (const tell of waiting) tell();
  return mark;
};

/** Counts the marks that were made on this page: what shows errors is asked anew. */
export const useMarksMade = (): number => {
  const [seen, setSeen] = useState(made);
  useEffect(() => {
    const tell = (): void => setSeen(made);
    waiting.add(tell);
    return () => void waiting.delete(tell);
  }, []);
  return seen;
};
