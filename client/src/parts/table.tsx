import { useMemo, useState } from "preact/hooks";
import { change, count, dash, plural } from "../format";

/** One value: as it is read on screen, and as a spreadsheet wants it. */
export interface Cell {
  text: string;
  raw: string | number;
}

/** What a chart shows, as rows. The screen and the download are made of the same ones. */
export interface Table {
  columns: string[];
  rows: Cell[][];
}

/** A figure; null where there is none yet. */
export const numberCell = (value: number | null): Cell => (value === null ? { text: dash, raw: "" } : { text: count(value), raw: value });

/** What it did against the comparison; a spreadsheet gets the part, 0.25 for 25%. */
export const changeCell = (now: number | null, before: number | null): Cell => ({
  text: now === null ? dash : change(now, before).text,
  raw: now === null || before === null || before === 0 ? "" : Math.round(((now - before) / before) * 1e4) / 1e4,
});

export interface Sorting {
  column: number;
  direction: "ascending" | "descending";
}

/** More would make the page slow, and nobody reads on. */
const mostRows = 1000;

/** What a chart shows, to be read, sorted by any column, and copied into a spreadsheet. */
export const TableView = ({ table, label }: { table: Table; label: string }) => {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(() => sorted(table.rows, sorting), [table, sorting]);
  return (
    <div class="table-view">
      <CopyTable table={{ columns: table.columns, rows }} />
      <section class="table-scroll" aria-label={`${label}, table`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.columns.map((column, at) => (
                <ColumnHead key={column} name={column} at={at} sorting={sorting} sort={setSorting} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row, index) => (
              <TableRow key={`${row[0]?.raw} ${index}`} row={row} />
            ))}
          </tbody>
        </table>
        {rows.length > mostRows && (
          <p class="muted">
            The first {count(mostRows)} of {plural(rows.length, "row")}. The copy and the download have all of them.
          </p>
        )}
      </section>
    </div>
  );
};

const TableRow = ({ row: [head, ...cells] }: { row: readonly Cell[] }) => (
  <tr>
    <th scope="row">{head?.text}</th>
    {cells.map((cell, column) => (
      <td key={column}>{cell.text}</td>
    ))}
  </tr>
);

type ColumnHeadProps = { name: string; at: number; sorting: Sorting | null; sort: (sorting: Sorting | null) => void };

/** Numbers are wanted largest first; a third click restores the order of the chart. */
const ColumnHead = ({ name, at, sorting, sort }: ColumnHeadProps) => {
  const direction = sorting?.column === at ? sorting.direction : null;
  const first = at === 0 ? "ascending" : "descending";
  const second = at === 0 ? "descending" : "ascending";
  const turn = (): void => {
    if (direction === null) sort({ column: at, direction: first });
    else sort(direction === first ? { column: at, direction: second } : null);
  };
  return (
    <th scope="col" aria-sort={direction ?? "none"}>
      <button type="button" class="quiet column-head" title={`Sort by ${name}`} onClick={turn}>
        {name} <span aria-hidden="true">{direction === null ? "" : direction === "ascending" ? "↑" : "↓"}</span>
      </button>
    </th>
  );
};

const CopyTable = ({ table }: { table: Table }) => {
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    try {
      await copyText(toTsv(table));
      setSaid(`Copied ${plural(table.rows.length, "row")}.`);
    } catch {
      setSaid("The browser does not let this page copy. Use the download.");
    }
  };
  return (
    <p class="copy-table">
      <button type="button" onClick={copy}>
        Copy table
      </button>
      <span role="status" class="muted">
        {said}
      </span>
    </p>
  );
};

/** Pages that did not come over TLS have no clipboard, but may copy what is selected. */
const copyText = async (text: string): Promise<void> => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) throw new Error("copy");
};

/** Ascending or descending by a raw value each; what has none, an empty text, comes last in either direction. */
export const byValue =
  <Row,>(valueOfRow: (row: Row) => string | number, descending: boolean) =>
  (one: Row, other: Row): number => {
    const [left, right] = [valueOfRow(one), valueOfRow(other)];
    if (left === "" || right === "") return Number(left === "") - Number(right === "");
    const sign = descending ? -1 : 1;
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * String(left).localeCompare(String(right), "en", { numeric: true });
  };

/** In the order of one column. */
export const sorted = (rows: readonly Cell[][], sorting: Sorting | null): Cell[][] =>
  sorting ? [...rows].sort(byValue((row) => row[sorting.column]?.raw ?? "", sorting.direction === "descending")) : [...rows];

/** A text that a spreadsheet would run as a formula is quoted by an apostrophe. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const csvField = (value: string | number): string => {
  if (typeof value === "number") return String(value);
  const safe = harmless(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line of RFC 4180. */
export const csvLine = (values: readonly (string | number)[]): string => `${values.map(csvField).join(",")}\r\n`;

export const toCsv = ({ columns, rows }: Table): string =>
  [columns, ...rows.map((row) => row.map((cell) => cell.raw))].map(csvLine).join("");

const tsvField = (value: string | number): string =>
  typeof value === "number" ? String(value) : harmless(value).replace(/[\t\r\n]+/g, " ");

export const toTsv = ({ columns, rows }: Table): string =>
  [columns, ...rows.map((row) => row.map((cell) => cell.raw))].map((line) => line.map(tsvField).join("\t")).join("\n");

/** Saves text, in parts, as a file that spreadsheets open. */
export const saveCsvText = (parts: readonly string[], fileName: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF", ...parts], { type: "text/csv;charset=utf-8" }));
  link.download = fileName;
  link.click();
  // The browser may still be reading it when the click returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
