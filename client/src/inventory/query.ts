import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../api";
import { graphql } from "../graphql";

const inventoryDocument = graphql(`
  query Inventory(
    $scope: UsageScopeInput!
    $of: InventoryOf!
    $status: [InventoryStatus!]
    $order: [UsageInventorySortInput!]
    $first: Int!
    $after: String
  ) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      inventory(of: $of, status: $status, order: $order, first: $first, after: $after) {
        totalRows
        previousFrom
        previousTo
        statuses { status rows }
        pageInfo { hasNextPage endCursor }
        rows {
          name
          status
          events
          users
          previousEvents
          previousUsers
          totalEvents
          firstUsedAt
          lastUsedAt
          author { login name }
          eventType { id source name }
        }
      }
    }
  }
`);

export type InventoryQuestion = Omit<VariablesOf<typeof inventoryDocument>, "first" | "after">;
export type InventoryOf = InventoryQuestion["of"];
type Answered = ResultOf<typeof inventoryDocument>["usage"];
export type InventoryList = Answered["inventory"];
export type InventoryRow = InventoryList["rows"][number];
export type InventoryStatus = InventoryRow["status"];

export const askInventory = async (question: InventoryQuestion, first: number, signal: AbortSignal): Promise<Answered> =>
  (await ask(inventoryDocument, { ...question, first, after: null }, signal)).usage;

const largestPage = 1000;

/** All rows, page by page. */
export const askWholeInventory = async (question: InventoryQuestion, signal: AbortSignal): Promise<InventoryRow[]> => {
  const rows: InventoryRow[] = [];
  let after: string | null = null;
  do {
    const { inventory }: Answered = (await ask(inventoryDocument, { ...question, first: largestPage, after }, signal)).usage;
    rows.push(...inventory.rows);
    after = inventory.pageInfo.hasNextPage ? inventory.pageInfo.endCursor : null;
  } while (after);
  return rows;
};
