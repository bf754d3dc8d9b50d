/** What the cards say of a thing itself; what is counted of it is asked apart. */

import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../api";
import { graphql } from "../../graphql";
import { splitQualified } from "../things";

const userDocument = graphql(`
  query PanelUser($login: String!) {
    users(first: 1, where: { login: { eq: $login } }) {
      nodes { id login name registeredAt firstEventAt lastEventAt groups { name } }
    }
  }
`);

const groupDocument = graphql(`
  query PanelGroup($name: String!) {
    groups(first: 1, where: { name: { eq: $name } }) {
      nodes { id name memberCount parents { name } children { name } }
    }
  }
`);

const packageDocument = graphql(`
  query PanelPackage($name: String!) {
    packages(first: 1, where: { name: { eq: $name } }) {
      nodes { id name category versions { version publishedAt } functions(first: 1) { totalCount } }
    }
  }
`);

const functionDocument = graphql(`
  query PanelFunction($packageName: String!, $name: String!) {
    functions(first: 1, where: { name: { eq: $name }, package: { name: { eq: $packageName } } }) {
      nodes { id name kind description tags package { name } inputs { name type } outputs { name type } }
    }
  }
`);

const nodeDocument = graphql(`
  query PanelNode($id: ID!) {
    node(id: $id) {
      __typename
      ... on Session { id clientId startedAt lastEventAt eventCount errorCount client version user { login name } }
      ... on Entity { id type key name home: package { name } history(first: 0) { totalCount } }
      ... on Error {
        id
        signature
        message
        firstSeenAt
        lastSeenAt
        firstVersion { version package { name } }
        marks { markedAt markedBy isError comment }
        latest: events(first: 1) { nodes { id time error { stack handled } } }
      }
      ... on EventType { id source name declared: parameters(first: 20) { nodes { name type } } }
      ... on Event {
        id
        time
        senderId
        source
        description
        isError
        durationMs
        action
        parameters
        eventType { id name }
        package { name }
        function { name package { name } }
        user { login name }
        session { id startedAt }
        error { message stack handled signature { id message } }
        touched { role entity { id name type } }
      }
    }
  }
`);

const sessionPageFragment = graphql(`
  fragment SessionPage on SessionsConnection @_unmask {
    totalCount
    nodes { id startedAt lastEventAt eventCount errorCount client }
    pageInfo { hasNextPage endCursor }
  }
`);

const sessionsDocument = graphql(
  `
  query PanelSessions($id: ID!, $where: SessionFilterInput, $first: Int!, $after: String) {
    node(id: $id) {
      ... on User { sessions(first: $first, after: $after, where: $where) { ...SessionPage } }
      ... on Error { sessions(first: $first, after: $after, where: $where) { ...SessionPage } }
    }
  }
`,
  [sessionPageFragment],
);

const membersDocument = graphql(`
  query PanelGroupMembers($id: ID!, $first: Int!, $after: String) {
    node(id: $id) {
      ... on Group {
        members(first: $first, after: $after) {
          totalCount
          nodes { login name }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

const timelineDocument = graphql(`
  query PanelSessionTimeline($id: ID!, $first: Int!, $after: String, $before: String, $around: ID) {
    node(id: $id) {
      ... on Session {
        timeline(first: $first, after: $after, before: $before, around: $around) {
          totalCount
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          entries {
            position
            gapMs
            sameAction
            ownSession
            event {
              id
              time
              source
              description
              isError
              durationMs
              action
              eventType { name }
              function { name package { name } }
              error { message }
            }
          }
        }
      }
    }
  }
`);

const historyDocument = graphql(`
  query PanelEntityHistory($id: ID!, $first: Int!, $after: String) {
    node(id: $id) {
      ... on Entity {
        history(first: $first, after: $after) {
          totalCount
          nodes { id time source description isError durationMs eventType { name } user { login } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

const actionDocument = graphql(`
  query PanelSameAction($id: ID!, $first: Int!, $after: String) {
    node(id: $id) {
      ... on Event {
        sameAction(first: $first, after: $after) {
          totalCount
          nodes { id time source description isError durationMs eventType { name } user { login } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

type One<Connection> = NonNullable<NonNullable<Connection> extends { nodes: (infer Node)[] | null } ? Node : never>;
type Node = NonNullable<ResultOf<typeof nodeDocument>["node"]>;
export type UserNode = One<ResultOf<typeof userDocument>["users"]>;
export type GroupNode = One<ResultOf<typeof groupDocument>["groups"]>;
export type PackageNode = One<ResultOf<typeof packageDocument>["packages"]>;
export type FunctionNode = One<ResultOf<typeof functionDocument>["functions"]>;
export type NodeOf<Name extends Node["__typename"]> = Extract<Node, { __typename: Name }>;
export type SessionRange = VariablesOf<typeof sessionsDocument>["where"];

/** Null where there is none of that name. */
export const askUser = async (login: string, signal: AbortSignal): Promise<UserNode | null> =>
  (await ask(userDocument, { login }, signal)).users?.nodes?.[0] ?? null;

export const askGroup = async (name: string, signal: AbortSignal): Promise<GroupNode | null> =>
  (await ask(groupDocument, { name }, signal)).groups?.nodes?.[0] ?? null;

export const askPackage = async (name: string, signal: AbortSignal): Promise<PackageNode | null> =>
  (await ask(packageDocument, { name }, signal)).packages?.nodes?.[0] ?? null;

export const askFunction = async (qualified: string, signal: AbortSignal): Promise<FunctionNode | null> => {
  const name = splitQualified(qualified);
  return name && ((await ask(functionDocument, name, signal)).functions?.nodes?.[0] ?? null);
};

/** Null where the id is one of nothing, or of something else. */
export const askNode = async <Name extends Node["__typename"]>(
  type: Name,
  id: string,
  signal: AbortSignal,
): Promise<NodeOf<Name> | null> => {
  const { node } = await ask(nodeDocument, { id }, signal);
  return node?.__typename === type ? (node as NodeOf<Name>) : null;
};

export const askSessions = async (id: string, where: SessionRange, first: number, after: string | null, signal: AbortSignal) => {
  const { node } = await ask(sessionsDocument, { id, where: where ?? null, first, after }, signal);
  return node && "sessions" in node ? node.sessions : null;
};

export const askMembers = async (id: string, first: number, after: string | null, signal: AbortSignal) => {
  const { node } = await ask(membersDocument, { id, first, after }, signal);
  return node && "members" in node ? node.members : null;
};

/** Which page of a timeline: after or before a cursor, or the one that has an event; the first one without. */
export interface TimelinePlace {
  after?: string | null;
  before?: string | null;
  around?: string | null;
}

export const askTimeline = async (id: string, first: number, place: TimelinePlace, signal: AbortSignal) => {
  const { node } = await ask(timelineDocument, { id, first, ...place }, signal);
  return node && "timeline" in node ? node.timeline : null;
};

export const askHistory = async (id: string, first: number, after: string | null, signal: AbortSignal) => {
  const { node } = await ask(historyDocument, { id, first, after }, signal);
  return node && "history" in node ? node.history : null;
};

export const askSameAction = async (id: string, first: number, after: string | null, signal: AbortSignal) => {
  const { node } = await ask(actionDocument, { id, first, after }, signal);
  return node && "sameAction" in node ? node.sameAction : null;
};

type Answered<Ask extends (...all: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<Ask>>>;
export type SessionsPage = Answered<typeof askSessions>;
export type MembersPage = Answered<typeof askMembers>;
export type EventsPage = Answered<typeof askSameAction>;
export type TimelinePage = Answered<typeof askTimeline>;
