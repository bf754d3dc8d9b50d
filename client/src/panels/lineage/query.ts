import type { ResultOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";

const lineageDocument = graphql(`
  query PanelLineage($id: ID!, $depth: Int!) {
    node(id: $id) {
      ... on Entity {
        origin(depth: $depth) { ...Lineage }
        derived(depth: $depth) { ...Lineage }
      }
    }
  }
  fragment Lineage on Lineage {
    truncated
    entities { level entity { id name type } }
    steps { events firstAt lastAt from { id } to { id } functions { name package { name } } }
  }
`);

type Found = Extract<NonNullable<ResultOf<typeof lineageDocument>["node"]>, { origin: unknown }>;
export type Lineage = Found["origin"];
export type LineageStep = Lineage["steps"][number];

/** What an object was made from, and what was made from it; null where it is gone. */
export const askLineage = async (id: string, depth: number, signal: AbortSignal): Promise<{ origin: Lineage; derived: Lineage } | null> => {
  const { node } = await ask(lineageDocument, { id, depth }, signal);
  return node && "origin" in node ? node : null;
};
