/** The events behind a chart, asked for page by page, as the text of a file. */

import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../api";
import { graphql } from "../graphql";
import type { ScopeInput } from "../scope";
import { csvLine } from "./table";

const rowsDocument = graphql(`
  query RowsBehind($scope: UsageScopeInput!, $where: EventFilterInput, $after: String, $counted: Boolean!) {
    usage(scope: $scope) {
      events(first: 1000, after: $after, where: $where) {
        totalCount @include(if: $counted)
        nodes {
          id
          time
          source
          eventType { name }
          user { login }
          package { name }
          function { name }
          session { clientId }
          durationMs
          description
          error { message }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export type RowCondition = VariablesOf<typeof rowsDocument>["where"];
type Page = ResultOf<typeof rowsDocument>["usage"]["events"];
export type BehindRow = NonNullable<NonNullable<Page>["nodes"]>[number];

/** Which events: those of a scope for which a condition holds. */
export interface RowsBehind {
  scope: ScopeInput;
  where?: RowCondition;
}

export const rowColumns = [
  "time",
  "source",
  "type",
  "user",
  "package",
  "function",
  "session",
  "durationMs",
  "error",
  "description",
  "id",
] as const;

export const rowLine = (row: BehindRow): string =>
  csvLine([
    row.time,
    row.source,
    row.eventType.name,
    row.user?.login ?? "",
    row.package.name,
    row.function?.name ?? "",
    row.session?.clientId ?? "",
    row.durationMs ?? "",
    row.error?.message ?? "",
    row.description ?? "",
    row.id,
  ]);

export interface Progress {
  loaded: number;
  total: number;
}

/** One page; the first one says how many rows there are. */
const askPage = async (scope: ScopeInput, where: RowCondition, after: string | null, signal: AbortSignal): Promise<Page> =>
  (await ask(rowsDocument, { scope, where: where ?? null, after, counted: after === null }, signal)).usage.events;

/** All rows as parts of one CSV text. `tell` hears of every page; the signal ends it. */
export const loadRows = async (
  { scope, where = null }: RowsBehind,
  tell: (at: Progress) => void,
  signal: AbortSignal,
): Promise<string[]> => {
  const parts = [csvLine(rowColumns)];
  // A comparison would be computed for nothing.
  const { compareWith: _, ...plain } = scope;
  let [loaded, total, after]: [number, number, string | null] = [0, 0, null];
  for (;;) {
    const page: Page = await askPage({ ...plain, compare: "NONE" }, where, after, signal);
    const rows = page?.nodes ?? [];
    parts.push(rows.map(rowLine).join(""));
    loaded += rows.length;
    total = page?.totalCount ?? total;
    tell({ loaded, total: Math.max(loaded, total) });
    after = page?.pageInfo.endCursor ?? null;
    if (!page?.pageInfo.hasNextPage || after === null) return parts;
  }
};
