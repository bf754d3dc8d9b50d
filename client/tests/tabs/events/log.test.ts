import { describe, expect, it } from "vitest";
import { scopeOf } from "../../../src/scope";
import { area } from "../../../src/state/area";
import { defaultView } from "../../../src/state/view";
import { detailLines } from "../../../src/tabs/events/log/details";
import { type LogPage, type LogRow, logQuestion, searchWhere } from "../../../src/tabs/events/log/query";
import { pushedDown, reaches, trimmed, withLatest, withOlder } from "../../../src/tabs/events/log/rows";
import { backoff } from "../../../src/tabs/events/log/use-tail";
import { heightOf, openHeight, rowHeight, scrolledTo, topOf, visibleRows } from "../../../src/tabs/events/log/window";

const row = (id: number): LogRow => ({
  id: String(id),
  cursor: `c${id}`,
  time: "2026-05-01T00:00:00Z",
  source: "usage",
  isError: false,
  eventType: { name: "click" },
  user: null,
  package: { name: "Core" },
  function: null,
  durationMs: null,
  description: null,
  error: null,
});
const page = (ids: number[], complete = false): LogPage => ({ rows: ids.map(row), complete });
const ids = ({ rows }: LogPage): number[] => rows.map(({ id }) => Number(id));

describe("the pages of the log", () => {
  it("grow at the end, each row once", () => {
    const grown = withOlder(page([9, 8, 7]), page([7, 6], true));
    expect(ids(grown)).toEqual([9, 8, 7, 6]);
    expect(grown.complete).toBe(true);
  });

  it("take new rows at the top, also such as come late", () => {
    const latest = page([11, 10, 9, 8.5, 8]);
    expect(reaches(page([9, 8, 7], true), latest)).toBe(true);
    expect(ids(withLatest(page([9, 8, 7], true), latest))).toEqual([11, 10, 9, 8.5, 8, 7]);
    expect(withLatest(page([9, 8, 7], true), latest).complete).toBe(true);
  });

  it("begin anew where the latest rows do not reach what is loaded", () => {
    expect(reaches(page([9, 8]), page([30, 29]))).toBe(false);
    expect(withLatest(page([9, 8], true), page([30, 29]))).toEqual(page([30, 29]));
    expect(ids(withLatest(page([]), page([1], true)))).toEqual([1]);
  });

  it("are cut while nobody reads among them, and know that there are more", () => {
    const long = page(
      Array.from({ length: 2100 }, (_, index) => -index),
      true,
    );
    expect(trimmed(long).rows).toHaveLength(2000);
    expect(trimmed(long).complete).toBe(false);
    expect(trimmed(page([1], true)).complete).toBe(true);
  });

  it("say how far new rows push the others down", () => {
    expect(pushedDown("9", page([11, 10, 9]).rows)).toBe(2);
    expect(pushedDown("9", page([30]).rows)).toBeNull();
    expect(pushedDown(null, page([30]).rows)).toBeNull();
  });
});

describe("the rows in sight", () => {
  it("are a few of many", () => {
    const { first, end } = visibleRows(28_000, 560, 100_000, []);
    expect([first, end]).toEqual([992, 1029]);
    expect(heightOf(100, [])).toBe(2800);
  });

  it("make room for open rows", () => {
    const open = [2, 5];
    expect(topOf(2, open)).toBe(2 * rowHeight);
    expect(topOf(3, open)).toBe(3 * rowHeight + openHeight);
    expect(heightOf(10, open)).toBe(10 * rowHeight + 2 * openHeight);
    for (let index = 0; index < 40; index++) expect(visibleRows(topOf(index, open), 1, 40, open).first).toBe(Math.max(0, index - 8));
  });

  it("are scrolled to only when they are out of sight", () => {
    expect(scrolledTo(3, 0, 280, [])).toBe(0);
    expect(scrolledTo(20, 0, 280, [])).toBe(21 * rowHeight - 280);
    expect(scrolledTo(1, 280, 280, [])).toBe(28);
  });
});

it("asks for what is picked and searched, compared with nothing", () => {
  const view = { ...defaultView, timeZone: "UTC", selection: [area({ sources: ["error"] })], search: " boom " };
  const question = logQuestion(view, scopeOf(view));
  expect(question?.scope).toEqual({ ...scopeOf(view), compare: "NONE", selection: [{ sources: ["error"] }] });
  expect(question?.where?.or).toHaveLength(6);
  expect(searchWhere("  ")).toBeNull();
});

it("says parameters by name, inputs first", () => {
  expect(detailLines({ other: { a: null }, outputs: { bits: 3 }, inputs: { smiles: "CCO", at: [1] } })).toEqual([
    { name: "smiles", value: "CCO", direction: "input" },
    { name: "at", value: "[1]", direction: "input" },
    { name: "bits", value: "3", direction: "output" },
    { name: "a", value: "null", direction: "" },
  ]);
  expect(detailLines(null)).toEqual([]);
});

it("waits longer with each failure, but never for long", () => {
  expect([0, 1, 2, 3, 10].map(backoff)).toEqual([1, 2, 4, 8, 30]);
});
