import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { count, plural } from "../../format";
import { walkFocus } from "../keys";
import { byValue, type Cell, type Table } from "../table";
import "./grid.css";
import { type GridOrder, turned } from "./order";

export interface GridColumn<Row> {
  /** In the order, and in the address. */
  id: string;
  title: string;
  /** What the title leaves open, as a tooltip. */
  hint?: string;
  /** Text stands at the left and begins with A; numbers and times stand at the right and begin with the largest. */
  kind: "text" | "number";
  /** Whether rows can be ordered by it. */
  sortable?: boolean;
  /** As a spreadsheet wants it; its text is shown where nothing else is. */
  cell: (row: Row) => Cell;
  show?: (row: Row) => ComponentChildren;
  /** Below the title: a filter of its own. */
  filter?: ComponentChildren;
}

interface GridProps<Row> {
  /** Of the rows, for assistive technology. */
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  order: GridOrder;
  setOrder: (order: GridOrder) => void;
  /** The row whose card is open. */
  current?: string | null;
  /** How many rows there are in all, and how to get more of them; null where all are here. */
  total?: number;
  more?: (() => void) | null;
  busy?: boolean;
}

/** Rows in columns, ordered by any of them. The first column names the row; arrow keys walk the names, Enter opens one. */
export const Grid = <Row,>(props: GridProps<Row>) => {
  const { label, columns, rows, keyOf, order, setOrder, current = null, total = rows.length, more = null, busy = false } = props;
  const root = useRef<HTMLElement>(null);
  return (
    <section
      class="grid-scroll"
      aria-label={label}
      tabIndex={0}
      ref={root}
      aria-busy={busy}
      onKeyDown={(event) => walkFocus(event, root.current, "tbody th a, tbody th button")}
    >
      <table class="grid">
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} order={order} setOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} aria-current={keyOf(row) === current ? "true" : undefined}>
              {columns.map((column, at) => {
                const inside = column.show ? column.show(row) : column.cell(row).text;
                return at === 0 ? (
                  <th key={column.id} scope="row" data-kind={column.kind}>
                    {inside}
                  </th>
                ) : (
                  <td key={column.id} data-kind={column.kind}>
                    {inside}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="grid-foot muted">
        {rows.length < total ? `${plural(rows.length, "row")} of ${count(total)}` : plural(total, "row")}{" "}
        {more && (
          <button type="button" class="quiet" disabled={busy} onClick={more}>
            More
          </button>
        )}
      </p>
    </section>
  );
};

type HeadProps<Row> = { column: GridColumn<Row>; order: GridOrder; setOrder: (order: GridOrder) => void };

const Head = <Row,>({ column: { id, title, hint, kind, sortable = false, filter }, order, setOrder }: HeadProps<Row>) => {
  const chosen = order.column === id;
  const sort = chosen ? (order.descending ? "descending" : "ascending") : "none";
  return (
    <th scope="col" data-kind={kind} aria-sort={sortable ? sort : undefined} title={hint}>
      {sortable ? (
        <button type="button" class="quiet column-head" title={hint} onClick={() => setOrder(turned(order, id, kind === "number"))}>
          {title} <span aria-hidden="true">{chosen ? (order.descending ? "↓" : "↑") : ""}</span>
        </button>
      ) : (
        <span class="column-head">{title}</span>
      )}
      {filter}
    </th>
  );
};

/** The rows of a grid as a table that can be downloaded. */
export const gridTable = <Row,>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): Table => ({
  columns: columns.map(({ title }) => title),
  rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
});

/** Rows that are all here, in an order. */
export const ordered = <Row,>(columns: readonly GridColumn<Row>[], rows: readonly Row[], { column, descending }: GridOrder): Row[] => {
  const by = columns.find(({ id }) => id === column);
  return by ? [...rows].sort(byValue((row) => by.cell(row).raw, descending)) : [...rows];
};
