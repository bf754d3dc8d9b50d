import { expect, it } from "vitest";
import { type GridColumn, gridTable, ordered } from "../../src/parts/grid/grid";
import { readOrder, turned, writeOrder } from "../../src/parts/grid/order";

interface Run {
  name: string;
  ms: number | null;
}

const columns: GridColumn<Run>[] = [
  { id: "name", title: "Name", kind: "text", cell: ({ name }) => ({ text: name, raw: name }) },
  { id: "ms", title: "Duration", kind: "number", cell: ({ ms }) => ({ text: `${ms ?? "–"}`, raw: ms ?? "" }) },
];
const runs: Run[] = [
  { name: "b", ms: 9 },
  { name: "a", ms: null },
  { name: "c", ms: 10 },
];

it("orders rows by a column, and leaves what has no value to the end in either direction", () => {
  const names = (text: string) => ordered(columns, runs, readOrder(text, { column: "name", descending: false })).map(({ name }) => name);
  expect(names("")).toEqual(["a", "b", "c"]);
  expect(names("-name")).toEqual(["c", "b", "a"]);
  expect(names("ms")).toEqual(["b", "c", "a"]);
  expect(names("-ms")).toEqual(["c", "b", "a"]);
});

it("turns a chosen column around, and begins with the direction that is wanted of another one", () => {
  const byName = { column: "name", descending: false };
  expect(writeOrder(turned(byName, "name", false))).toBe("-name");
  expect(writeOrder(turned(byName, "ms", true))).toBe("-ms");
});

it("gives a spreadsheet numbers, not their texts", () => {
  expect(gridTable(columns, runs).rows.map(([, ms]) => ms?.raw)).toEqual([9, "", 10]);
});
