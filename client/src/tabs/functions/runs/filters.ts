/** What the columns of the table of runs are filtered by: as the address has it, as the server takes it, and in words. Pure. */

import type { GridOrder } from "../../../parts/grid/order";
import { onTab, type View, withFilter } from "../../../state/view";
import type { RunOrder, RunWhere } from "./query";
import { columnId, type ValueColumn, valueText } from "./values";

/** In the address: `2..5`, `2..`, `..5`; `=CCO` exactly; `!` missing; any other text is looked for within the value. */
export type ColumnFilter =
  | { kind: "range"; from: number | null; to: number | null }
  | { kind: "exact"; text: string }
  | { kind: "missing" }
  | { kind: "contains"; text: string };

const numberOf = (text: string): number | null => (text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text));

/** A value may be a number though its column is not declared so. */
const isRange = (text: string): boolean => /^[\d.e+-]*\.\.[\d.e+-]*$/i.test(text);

export const readFilter = (text: string, isNumber: boolean): ColumnFilter => {
  if (text === "!") return { kind: "missing" };
  if (text.startsWith("=")) return { kind: "exact", text: text.slice(1) };
  const [from = "", to = from] = text.split("..");
  if ((isNumber || isRange(text)) && (numberOf(from) ?? numberOf(to)) !== null)
    return { kind: "range", from: numberOf(from), to: numberOf(to) };
  return { kind: "contains", text };
};

export const writeFilter = (filter: ColumnFilter): string | null => {
  switch (filter.kind) {
    case "range":
      return filter.from === null && filter.to === null ? null : `${filter.from ?? ""}..${filter.to ?? ""}`;
    case "exact":
      return `=${filter.text}`;
    case "missing":
      return "!";
    case "contains":
      return filter.text.trim() || null;
  }
};

/** The filter that lets exactly one value through. */
export const filterFor = (value: unknown): ColumnFilter => {
  if (value === null || value === undefined) return { kind: "missing" };
  return typeof value === "number" ? { kind: "range", from: value, to: value } : { kind: "exact", text: valueText(value) };
};

/** `2 to 5`, `from 2`, `CCO`, `none`. */
export const filterWords = (filter: ColumnFilter, unit = ""): string => {
  switch (filter.kind) {
    case "range":
      if (filter.from === filter.to) return `${filter.from}${unit}`;
      if (filter.from === null) return `up to ${filter.to}${unit}`;
      return filter.to === null ? `from ${filter.from}${unit}` : `${filter.from} to ${filter.to}${unit}`;
    case "exact":
      return filter.text;
    case "missing":
      return "none";
    case "contains":
      return `contains ${filter.text}`;
  }
};

/** The columns that every run has and that can be filtered. */
export const plainFilters = { user: "User", durationMs: "Duration", status: "Status", error: "Error" } as const;
export type PlainFilter = keyof typeof plainFilters;

export interface FilteredColumn {
  id: string;
  title: string;
  filter: ColumnFilter;
  unit: string;
}

type Options = Readonly<Record<string, string>>;

/** The columns with a filter, in their order. */
export const filtered = (options: Options, columns: readonly ValueColumn[]): FilteredColumn[] => {
  const all = [
    ...Object.entries(plainFilters).map(([id, title]) => ({
      id,
      title,
      isNumber: id === "durationMs",
      unit: id === "durationMs" ? " ms" : "",
    })),
    ...columns.map((column) => ({ id: columnId(column), title: column.name, isNumber: column.isNumber, unit: "" })),
  ];
  return all.flatMap(({ id, title, isNumber, unit }) => {
    const text = options[id];
    return text === undefined ? [] : [{ id, title, unit, filter: readFilter(text, isNumber) }];
  });
};

/** The options without any filter of a column. */
export const unfiltered = (options: Options): Record<string, string> =>
  Object.fromEntries(Object.entries(options).filter(([id]) => !(id in plainFilters) && !/^(in|out)\./.test(id)));

/** The table of runs of a function, with exactly these inputs. The card of the event stays. */
export const runsWith = (view: View, name: string, inputs: Record<string, unknown>): View => ({
  ...onTab(withFilter(view, { functions: [name] }), "functions"),
  show: "runs",
  options: Object.fromEntries(
    Object.entries(inputs).flatMap(([input, value]) => {
      const text = value === null ? null : writeFilter(filterFor(value));
      return text === null ? [] : [[columnId({ side: "in", name: input }), text]];
    }),
  ),
  item: view.item,
});

const textWhere = (filter: ColumnFilter): { eq: string | null } | { icontains: string } | null => {
  if (filter.kind === "missing") return { eq: null };
  if (filter.kind === "exact") return { eq: filter.text };
  return filter.kind === "contains" ? { icontains: filter.text } : null;
};

const rangeWhere = (filter: ColumnFilter): { gte?: number; lte?: number } | null =>
  filter.kind === "range" ? { ...(filter.from !== null && { gte: filter.from }), ...(filter.to !== null && { lte: filter.to }) } : null;

const valueWhere = ({ side, name }: Pick<ValueColumn, "side" | "name">, filter: ColumnFilter): RunWhere => {
  const member = side === "in" ? "inputs" : "outputs";
  if (filter.kind === "missing") return { [member]: { none: { name: { eq: name } } } };
  const number = rangeWhere(filter);
  return { [member]: { some: { name: { eq: name }, ...(number ? { number } : { value: textWhere(filter) }) } } };
};

const plainWhere = (id: PlainFilter, filter: ColumnFilter): RunWhere | null => {
  const text = textWhere(filter);
  switch (id) {
    case "status":
      return filter.kind === "exact" ? { status: { eq: filter.text === "failed" ? "FAILED" : "OK" } } : null;
    case "durationMs":
      return filter.kind === "missing" ? { durationMs: { eq: null } } : { durationMs: rangeWhere(filter) };
    case "error":
      return { error: text };
    case "user":
      if (filter.kind === "missing") return { user: { login: { eq: "" } } };
      return { or: [{ user: { login: text } }, { user: { name: text } }] };
  }
};

/** The condition of all filters together; null without any. */
export const whereOf = (options: Options, columns: readonly ValueColumn[]): RunWhere | null => {
  const all = filtered(options, columns).flatMap(({ id, filter }) => {
    const column = columns.find((one) => columnId(one) === id);
    const where = column ? valueWhere(column, filter) : plainWhere(id as PlainFilter, filter);
    return where ? [where] : [];
  });
  return all.length > 0 ? { and: all } : null;
};

/** The order as the server takes it; runs that began at the same time keep theirs. */
export const orderOf = ({ column, descending }: GridOrder, columns: readonly ValueColumn[]): RunOrder => {
  const direction = descending ? "DESC" : "ASC";
  const value = columns.find((one) => columnId(one) === column);
  if (value) return { [value.side === "in" ? "input" : "output"]: { name: value.name, direction } };
  if (column === "user") return { user: { login: direction } };
  return column === "durationMs" || column === "status" ? { [column]: direction } : { time: direction };
};
