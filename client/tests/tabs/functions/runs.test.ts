import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readView, viewUrl } from "../../../src/state/address";
import { defaultView } from "../../../src/state/view";
import {
  type ColumnFilter,
  filtered,
  filterFor,
  filterWords,
  orderOf,
  readFilter,
  runsWith,
  unfiltered,
  whereOf,
  writeFilter,
} from "../../../src/tabs/functions/runs/filters";
import type { RunFunction } from "../../../src/tabs/functions/runs/query";
import { inputWords, valueCell, valueColumns, valueText } from "../../../src/tabs/functions/runs/values";

const seen = (name: string, direction: string, type: string) => ({ name, direction, type });
const dose: RunFunction = {
  name: "dose",
  package: { name: "Lab" },
  inputs: [
    { name: "smiles", type: "string" },
    { name: "radius", type: "int" },
  ],
  outputs: [{ name: "score", type: "double" }],
  parameters: { nodes: [seen("extra", "input", "array"), seen("radius", "input", "number"), seen("note", "other", "string")] },
};
const columns = valueColumns(dose);

describe("the columns of values", () => {
  test("are what is declared, in its order, then what else was seen; each once", () => {
    expect(columns.map(({ side, name, type, isNumber }) => [side, name, type, isNumber])).toEqual([
      ["in", "smiles", "string", false],
      ["in", "radius", "int", true],
      ["in", "extra", "array", false],
      ["out", "score", "double", true],
    ]);
  });

  test("tell values as the database compares them", () => {
    expect(valueText({ a: [1, "x"], b: null })).toBe('{"a": [1, "x"], "b": null}');
    expect(valueCell(undefined)).toEqual({ text: "–", raw: "" });
    expect(valueCell(false)).toEqual({ text: "false", raw: "false" });
    expect(valueCell(12345)).toEqual({ text: "12,345", raw: 12345 });
    expect(
      inputWords([
        { name: "smiles", value: "CCO" },
        { name: "radius", value: 2 },
      ]),
    ).toBe("smiles CCO, radius 2");
  });
});

describe("a filter of a column", () => {
  test.each<[string, boolean, ColumnFilter, string]>([
    ["2..5", true, { kind: "range", from: 2, to: 5 }, "2 to 5"],
    ["2..", true, { kind: "range", from: 2, to: null }, "from 2"],
    ["..-1.5", true, { kind: "range", from: null, to: -1.5 }, "up to -1.5"],
    ["3", true, { kind: "range", from: 3, to: 3 }, "3"],
    ["4..4", false, { kind: "range", from: 4, to: 4 }, "4"],
    ["CC", false, { kind: "contains", text: "CC" }, "contains CC"],
    ["a..b", false, { kind: "contains", text: "a..b" }, "contains a..b"],
    ["=CC", false, { kind: "exact", text: "CC" }, "CC"],
    ["!", true, { kind: "missing" }, "none"],
  ])("%s is read", (text, isNumber, filter, words) => {
    expect(readFilter(text, isNumber)).toEqual(filter);
    expect(filterWords(filter)).toBe(words);
  });

  test("for a value survives the address and lets just that value through", () => {
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
    fc.assert(
      fc.property(value, (one) => {
        const filter = filterFor(one);
        const options = { "in.radius": writeFilter(filter) ?? "" };
        const read = readView(new URL(viewUrl({ ...defaultView, tab: "functions", show: "runs", options }), "http://here"));
        expect(readFilter(read.options["in.radius"] ?? "", typeof one === "number")).toEqual(
          typeof one === "number" ? { kind: "range", from: one + 0, to: one + 0 } : filter,
        );
      }),
    );
  });

  test("is a condition of the server; all of them hold together", () => {
    const options = {
      "in.radius": "2..5",
      "in.smiles": "=CCO",
      "out.score": "!",
      status: "=failed",
      durationMs: "100..",
      user: "ann",
      order: "time",
    };
    expect(whereOf(options, columns)).toEqual({
      and: [
        { or: [{ user: { login: { icontains: "ann" } } }, { user: { name: { icontains: "ann" } } }] },
        { durationMs: { gte: 100 } },
        { status: { eq: "FAILED" } },
        { inputs: { some: { name: { eq: "smiles" }, value: { eq: "CCO" } } } },
        { inputs: { some: { name: { eq: "radius" }, number: { gte: 2, lte: 5 } } } },
        { outputs: { none: { name: { eq: "score" } } } },
      ],
    });
    expect(whereOf({ order: "time" }, columns)).toBeNull();
    expect(unfiltered(options)).toEqual({ order: "time" });
    expect(filtered(options, columns).map(({ title }) => title)).toEqual(["User", "Duration", "Status", "smiles", "radius", "score"]);
  });

  test("orders go by columns and by values", () => {
    expect(orderOf({ column: "in.radius", descending: true }, columns)).toEqual({ input: { name: "radius", direction: "DESC" } });
    expect(orderOf({ column: "out.score", descending: false }, columns)).toEqual({ output: { name: "score", direction: "ASC" } });
    expect(orderOf({ column: "user", descending: false }, columns)).toEqual({ user: { login: "ASC" } });
    expect(orderOf({ column: "gone", descending: true }, columns)).toEqual({ time: "DESC" });
  });

  test("the same inputs again keep the range and the open card", () => {
    const item = { kind: "event", key: "e1" } as const;
    const view = runsWith({ ...defaultView, item }, "Lab:dose", { smiles: "CCO", radius: 2, gone: null });
    expect(view).toMatchObject({ tab: "functions", show: "runs", item, options: { "in.smiles": "=CCO", "in.radius": "2..2" } });
    expect(view.filter.functions).toEqual(["Lab:dose"]);
  });
});
