import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import { listen } from "../../listen";

/** All that was stored of an event. */
const eventFragment = graphql(`
  fragment InspectorEvent on Event @_unmask {
    id
    senderId
    time
    source
    isError
    description
    durationMs
    action
    parameters
    eventType { id name }
    user { login name }
    session { id clientId client version }
    package { name }
    function { name package { name } }
    error { message stack handled signature { id } }
    touched { role entity { id type key name package { name } } }
  }
`);

const latestDocument = graphql(
  `
    query InspectorEvents($where: EventFilterInput, $first: Int!) {
      events(first: $first, where: $where) {
        nodes { ...InspectorEvent }
        pageInfo { hasNextPage }
      }
    }
  `,
  [eventFragment],
);

const byIdDocument = graphql(
  `
    query InspectorEventsById($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Event { ...InspectorEvent } }
    }
  `,
  [eventFragment],
);

// A subscription that told all of each event would be too slow for a burst: one of ids keeps up, and many of them are looked up at once.
const loggedDocument = graphql(`
  subscription InspectorLogged($where: EventFilterInput) {
    eventLogged(where: $where) { id }
  }
`);

const typesDocument = graphql(`
  query InspectorTypes($where: EventTypeFilterInput) {
    eventTypes(first: 50, where: $where) { nodes { source name } }
  }
`);

export type InspectorEvent = ResultOf<typeof eventFragment>;
export type EventWhere = VariablesOf<typeof latestDocument>["where"];

/** The latest events, the last first, and whether there are more. */
export const askLatest = async (
  where: EventWhere,
  first: number,
  signal: AbortSignal,
): Promise<{ events: InspectorEvent[]; more: boolean }> => {
  const { events } = await ask(latestDocument, { where: where ?? null, first }, signal);
  return { events: events?.nodes ?? [], more: events?.pageInfo.hasNextPage ?? false };
};

/** So many events are looked up at once at most. */
export const mostById = 50;

/** Events in the order of their ids; those that were dropped by age are left out. */
export const askById = async (ids: readonly string[], signal: AbortSignal): Promise<InspectorEvent[]> =>
  (await ask(byIdDocument, { ids: [...ids] }, signal)).nodes.flatMap((node) => (node && "senderId" in node ? [node] : []));

/** Tells the id of each event that is stored from now on. */
export const listenForIds = (where: EventWhere, onOpen: () => void, onId: (id: string) => void, signal: AbortSignal): Promise<void> =>
  listen(loggedDocument, { where: where ?? null }, { onOpen, onEvent: ({ eventLogged }) => onId(eventLogged.id) }, signal);

/** Names of event types that contain the text, each once. */
export const askTypes = async (text: string, signal: AbortSignal): Promise<string[]> => {
  const { eventTypes } = await ask(typesDocument, { where: { name: { icontains: text } } }, signal);
  return [...new Set((eventTypes?.nodes ?? []).map(({ name }) => name))];
};
