import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../../api";
import { graphql } from "../../../graphql";
import { listen } from "../../../listen";
import { narrowed, type ScopeInput } from "../../../scope";
import type { View } from "../../../state/view";

const rowFragment = graphql(`
  fragment LogRow on Event @_unmask {
    id
    time
    source
    isError
    eventType { name }
    user { login name }
    package { name }
    function { name }
    durationMs
    description
    error { message }
  }
`);

const pageDocument = graphql(
  `
    query LogPage($scope: UsageScopeInput!, $where: EventFilterInput, $first: Int!, $after: String, $counted: Boolean!) {
      usage(scope: $scope) {
        scope @include(if: $counted) { to asOf eventsSince }
        totals @include(if: $counted) { events }
        events(first: $first, after: $after, where: $where) {
          edges { cursor node { ...LogRow } }
          pageInfo { hasNextPage }
        }
      }
    }
  `,
  [rowFragment],
);

const matchesDocument = graphql(`
  query LogMatches($scope: UsageScopeInput!, $where: EventFilterInput) {
    usage(scope: $scope) {
      events(where: $where) { totalCount }
    }
  }
`);

const detailsDocument = graphql(`
  query LogEvent($id: ID!) {
    node(id: $id) {
      ... on Event {
        description
        parameters
        error { message stack }
      }
    }
  }
`);

const loggedDocument = graphql(`
  subscription LogWake {
    eventLogged { id }
  }
`);

export type LogRow = ResultOf<typeof rowFragment> & { cursor: string };
export type LogWhere = VariablesOf<typeof pageDocument>["where"];

/** Rows of the log, the latest first. */
export interface LogPage {
  rows: readonly LogRow[];
  /** No older ones are left. */
  complete: boolean;
}

/** The latest rows, with what they are part of. */
export interface LogHead extends LogPage {
  /** Events of the scope, whether or not they are found by the search. */
  total: number;
  /** Whether the range goes on after now, so that new events can come. */
  open: boolean;
  /** Where the list begins, as older events were dropped by age; null where none were. */
  eventsSince: string | null;
}

export interface LogQuestion {
  scope: ScopeInput;
  where: LogWhere;
}

const pageSize = 100;

/** The whole text is looked for wherever a person would: in what is said, in what happened, and by whom. */
export const searchWhere = (search: string): LogWhere => {
  const text = search.trim();
  if (text === "") return null;
  const found = { icontains: text };
  return {
    or: [
      { description: found },
      { type: found },
      { error: found },
      { user: { login: found } },
      { function: { name: found } },
      { package: { name: found } },
    ],
  };
};

/** The scope of the tab, narrowed to what is picked and searched; null where nothing of that is in the filter. */
export const logQuestion = (view: View, scope: ScopeInput): LogQuestion | null => {
  // Single events are compared with nothing.
  const { compareWith: _, ...plain } = scope;
  const within = narrowed({ ...plain, compare: "NONE" }, view.selection, null);
  return within && { scope: within, where: searchWhere(view.search) };
};

const asPage = ({ events }: ResultOf<typeof pageDocument>["usage"]): LogPage => ({
  rows: (events?.edges ?? []).map(({ cursor, node }) => ({ ...node, cursor })),
  complete: !events?.pageInfo.hasNextPage,
});

export const askHead = async ({ scope, where }: LogQuestion, signal: AbortSignal): Promise<LogHead> => {
  const { usage } = await ask(pageDocument, { scope, where: where ?? null, first: pageSize, after: null, counted: true }, signal);
  const told = usage.scope;
  return {
    ...asPage(usage),
    total: usage.totals?.events ?? 0,
    open: told !== undefined && Date.parse(told.to) > Date.parse(told.asOf),
    eventsSince: told?.eventsSince ?? null,
  };
};

export const askOlder = async ({ scope, where }: LogQuestion, after: string, signal: AbortSignal): Promise<LogPage> =>
  asPage((await ask(pageDocument, { scope, where: where ?? null, first: pageSize, after, counted: false }, signal)).usage);

export const askMatches = async ({ scope, where }: LogQuestion, signal: AbortSignal): Promise<number> =>
  (await ask(matchesDocument, { scope, where: where ?? null }, signal)).usage.events?.totalCount ?? 0;

export type LogDetails = Extract<NonNullable<ResultOf<typeof detailsDocument>["node"]>, { parameters: unknown }>;

export const askDetails = async (id: string, signal: AbortSignal): Promise<LogDetails | null> => {
  const { node } = await ask(detailsDocument, { id }, signal);
  return node && "parameters" in node ? node : null;
};

/** Tells that something was logged, whatever it was: what the log shows of it, its own question says. */
export const listenForEvents = (onOpen: () => void, onEvent: () => void, signal: AbortSignal): Promise<void> =>
  listen(loggedDocument, {}, { onOpen, onEvent }, signal);
