import { describe, expect, it } from "vitest";
import { type BehindRow, rowColumns, rowLine } from "../../src/parts/rows-behind";
import { type Cell, csvLine, sorted, toTsv } from "../../src/parts/table";

const cell = (raw: string | number): Cell => ({ text: String(raw), raw });
const rows = [
  [cell("b10"), cell(5)],
  [cell("b9"), cell("")],
  [cell("a"), cell(70)],
];
const order = (column: number, direction: "ascending" | "descending") => sorted(rows, { column, direction }).map((row) => row[0]?.raw);

describe("a table", () => {
  it("is sorted by numbers and by names as people count them, what has no value last", () => {
    expect(order(0, "ascending")).toEqual(["a", "b9", "b10"]);
    expect(order(1, "descending")).toEqual(["a", "b10", "b9"]);
    expect(order(1, "ascending")).toEqual(["b10", "a", "b9"]);
    expect(sorted(rows, null)).toEqual(rows);
  });

  it("is copied as lines and tabs, without formulas", () => {
    expect(toTsv({ columns: ["A", "B"], rows: [[cell("=x\ty"), cell(1.5)]] })).toBe("A\tB\n'=x y\t1.5");
  });
});

it("writes an event as one line of a file", () => {
  const row: BehindRow = {
    id: "e1",
    time: "2026-05-01T00:00:00Z",
    source: "error",
    eventType: { name: "crash" },
    user: null,
    package: { name: "Chem" },
    function: { name: "run" },
    session: { clientId: "s1" },
    durationMs: 1.5,
    description: 'said "no",\nthen left',
    error: { message: "-1" },
  };
  expect(rowLine(row)).toBe(`2026-05-01T00:00:00Z,error,crash,,Chem,run,s1,1.5,'-1,"said ""no"",\nthen left",e1\r\n`);
  expect(csvLine(rowColumns).split(",")).toHaveLength(11);
});
