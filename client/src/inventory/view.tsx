import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { capital, count } from "../format";
import { Frame } from "../parts/frame";
import { Grid, gridTable } from "../parts/grid/grid";
import { readOrder, writeOrder } from "../parts/grid/order";
import { Empty, Failure, Skeleton } from "../parts/notes";
import { rangeWords, scopeWords, zoneOf } from "../scope";
import { readNames, writeNames } from "../state/names";
import { type View, withOption } from "../state/view";
import type { TabProps } from "../tabs/tab";
import { columnsOf, countWords, keyOf, nounOf, orderInput, statuses, statusWords } from "./columns";
import "./inventory.css";
import { askInventory, askWholeInventory, type InventoryList, type InventoryOf, type InventoryStatus } from "./query";

/** What may go, unless a reader says otherwise. */
const candidates: readonly InventoryStatus[] = ["NEVER_USED", "UNUSED", "ONLY_BY_AUTHOR"];

const pageSize = 100;
const mostRows = 1000;

const chosenIn = ({ options }: View): readonly InventoryStatus[] => {
  if (options.status === undefined) return candidates;
  const names = readNames(options.status);
  return statuses.filter((status) => names.includes(status.toLowerCase()));
};

/** Everything of a kind that is known, by how it is used: a list to clean up with. */
const Inventory = ({ view, said, go, scope, refreshed, onAnswered, of }: TabProps & { of: InventoryOf }) => {
  const [asked, setAsked] = useState({ about: "", rows: pageSize });
  const order = readOrder(view.options.order, { column: "lastUsedAt", descending: false });
  const chosen = chosenIn(view);
  const question = scope && { scope, of, status: [...chosen], order: orderInput(order) };
  const about = JSON.stringify(question);
  const first = asked.about === about ? asked.rows : pageSize;
  const answer = useAnswer(question && JSON.stringify([about, first, refreshed]), (signal) =>
    question ? askInventory(question, first, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);
  const zone = zoneOf(view);
  const columns = useMemo(() => columnsOf(of, view, zone), [of, view, zone]);
  const list = data?.inventory ?? null;
  const { many } = nounOf[of];
  const name = `${capital(many)} by use`;
  // None at all would be a list of nothing, so that the last one taken out brings the first choice back.
  const choose = (next: readonly InventoryStatus[]): void =>
    go(withOption(view, "status", next.length > 0 ? writeNames(next.map((one) => one.toLowerCase())) : null));
  return (
    <Frame
      name={name}
      title={`${capital(many)} by how much they are used, ${scopeWords(said)}`}
      height="auto"
      stale={answer.kind === "ready" && answer.stale}
      table={list && gridTable(columns, list.rows)}
      complete={async () => gridTable(columns, question ? await askWholeInventory(question, new AbortController().signal) : [])}
      isTable
      fileName={`${many} by use ${rangeWords(view)}.csv`}
    >
      <Statuses list={list} chosen={chosen} choose={choose} />
      {answer.kind === "loading" && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what={name} error={answer.error} retry={answer.retry} />}
      {list?.rows.length === 0 && (
        <Empty text={`No ${many} that are ${chosen.map((one) => statusWords[one].label).join(" or ") || "chosen"}: ${scopeWords(said)}.`}>
          <button type="button" onClick={() => choose(statuses)}>
            Show all{" "}
            {countWords(
              of,
              list.statuses.reduce((sum, { rows }) => sum + rows, 0),
            )}
          </button>
        </Empty>
      )}
      {list && list.rows.length > 0 && (
        <Grid
          label={`${name}, table`}
          columns={columns}
          rows={list.rows}
          keyOf={keyOf}
          order={order}
          setOrder={(next) => go(withOption(view, "order", writeOrder(next)), "replace")}
          total={list.totalRows}
          more={list.pageInfo.hasNextPage && first < mostRows ? () => setAsked({ about, rows: first + pageSize }) : null}
          busy={answer.kind === "ready" && answer.stale}
        />
      )}
    </Frame>
  );
};

interface StatusesProps {
  list: InventoryList | null;
  chosen: readonly InventoryStatus[];
  choose: (chosen: readonly InventoryStatus[]) => void;
}

/** How many there are of each, and which of them are listed. */
const Statuses = ({ list, chosen, choose }: StatusesProps) => (
  <fieldset class="inventory-statuses" aria-label="Listed">
    {statuses.map((status) => {
      const rows = list?.statuses.find((one) => one.status === status)?.rows;
      const isChosen = chosen.includes(status);
      return (
        <button
          key={status}
          type="button"
          aria-pressed={isChosen}
          title={statusWords[status].words}
          onClick={() => choose(statuses.filter((one) => (one === status ? !isChosen : chosen.includes(one))))}
        >
          {capital(statusWords[status].label)} <span class="number muted">{rows === undefined ? "" : count(rows)}</span>
        </button>
      );
    })}
  </fieldset>
);

export const UnusedPackages = (props: TabProps) => <Inventory {...props} of="PACKAGE" />;
export const UnusedFunctions = (props: TabProps) => <Inventory {...props} of="FUNCTION" />;
export const UnusedElements = (props: TabProps) => <Inventory {...props} of="UI_ELEMENT" />;
export const UnusedEventTypes = (props: TabProps) => <Inventory {...props} of="EVENT_TYPE" />;
