import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../../api";
import { graphql } from "../../../graphql";

const errorsDocument = graphql(`
  query Errors($scope: UsageScopeInput!, $by: [ErrorDimension!]!, $order: [ErrorRowSortInput!], $marked: Boolean!, $first: Int!, $after: String) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      errors(by: $by, order: $order, marked: $marked, first: $first, after: $after) {
        totalRows
        bucket
        pageInfo { hasNextPage endCursor }
        totals { occurrences users sessions }
        marked { errors occurrences }
        rows {
          key {
            error {
              id
              signature
              message
              firstSeenAt
              firstVersion { version package { name } }
              currentMark { markedAt markedBy isError comment }
            }
            package { name }
            function { name package { name } }
            version { version package { name } }
            user { login name }
            group { name }
            source
          }
          occurrences
          users
          sessions
          firstSeenAt
          lastSeenAt
          handled
          unhandled
          unknown
          status
          absentDays
          trend
          previous { occurrences }
        }
      }
    }
  }
`);

export type ErrorsQuestion = VariablesOf<typeof errorsDocument>;
export type ErrorDimension = ErrorsQuestion["by"][number];
export type ErrorOrder = NonNullable<ErrorsQuestion["order"]>[number];
type Usage = ResultOf<typeof errorsDocument>["usage"];
export type Errors = Usage["errors"] & { scope: Usage["scope"] };
export type ErrorRow = Usage["errors"]["rows"][number];
export type ErrorKey = ErrorRow["key"];

export const askErrors = async (question: ErrorsQuestion, signal: AbortSignal): Promise<Errors> => {
  const { usage } = await ask(errorsDocument, question, signal);
  return { ...usage.errors, scope: usage.scope };
};

/** The most rows of a question, a page at a time. */
const pageSize = 500;

/** All rows of a question, for a file. */
export const askAllErrors = async (question: ErrorsQuestion): Promise<ErrorRow[]> => {
  const { signal } = new AbortController();
  const rows: ErrorRow[] = [];
  for (let after: string | null = null; ; ) {
    const page: Errors = await askErrors({ ...question, first: pageSize, after }, signal);
    rows.push(...page.rows);
    if (!page.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor;
  }
};
