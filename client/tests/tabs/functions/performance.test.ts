import { describe, expect, test } from "vitest";
import { bucketDurationWords, durationBars, durationPoints, pointDurationWords } from "../../../src/charts/durations";
import { ordered } from "../../../src/parts/grid/grid";
import { defaultView } from "../../../src/state/view";
import { functionRows, performanceColumns, verdictWords } from "../../../src/tabs/functions/performance/columns";
import type { PerformanceRow, Slowdown, Slowdowns } from "../../../src/tabs/functions/performance/query";

const slowdown = (id: string, verdict: Slowdown["verdict"], change: number | null, p: number | null = 0.0004): Slowdown => ({
  function: { id },
  runs: 412,
  runsBefore: 398,
  change,
  superiority: 0.7,
  adjustedPValue: p,
  verdict,
});

describe("a verdict", () => {
  test.each<[Slowdown, string]>([
    [slowdown("1", "SLOWER", 0.38), "slower by 38%, 412 and 398 runs, p < 0.001"],
    [slowdown("1", "FASTER", -0.2, 0.012), "faster by 20%, 412 and 398 runs, p = 0.012"],
    [slowdown("1", "UNCHANGED", 0.02, 0.6), "no clear change of 2%, 412 and 398 runs, p = 0.600"],
    [{ ...slowdown("1", "TOO_FEW", null, null), runs: 1, runsBefore: 1 }, "too few runs to say: 1 and 1 run"],
  ])("is said with its numbers", (one, words) => expect(verdictWords(one)).toBe(words));
});

test("functions are ordered by how much slower they got; where nothing can be said they come last", () => {
  const row = (id: string): PerformanceRow => ({
    key: { function: { id, name: id, package: { name: "Lab" } } },
    measures: { events: 10, errors: 0, errorRate: 0, duration: null },
    previous: null,
  });
  const report = {
    functions: [
      slowdown("a", "FASTER", -0.3),
      slowdown("b", "TOO_FEW", null),
      slowdown("c", "SLOWER", 0.1),
      slowdown("d", "UNCHANGED", 0.9),
      slowdown("e", "SLOWER", 0.5),
    ],
  } as unknown as Slowdowns;
  const nothing: PerformanceRow = { ...row("x"), key: { function: null } };
  const rows = functionRows(["a", "b", "c", "d", "e"].map(row).concat(nothing), report, null);
  const by = ordered(performanceColumns(defaultView), rows, { column: "verdict", descending: true });
  expect(by.map(({ id }) => id)).toEqual(["e", "c", "d", "a", "b"]);
});

test("bars and buckets say their durations and what they are compared with", () => {
  const [bar] = durationBars([{ from: 120.004, to: 1500.2604, count: 1, previous: 30 }]);
  expect(bar && bucketDurationWords(bar, "previous period")).toBe("120 ms to 1.5 s: 1 run, 30 in the previous period");
  expect([bar?.fromMs, bar?.toMs]).toEqual([120.005, 1500.26]);

  const place = { from: "", label: "", words: "Mon 4 May 2026", future: false, unfinished: false, time: { from: "", to: "" } };
  const lines = [{ duration: { count: [2, 0], p50: [340, null], p95: [1200, null] } }];
  const points = durationPoints([place, place], { lines, previous: [{ duration: { p50: [300], p95: [900] } }] });
  expect(points.map((point) => pointDurationWords(point, "previous period"))).toEqual([
    "Mon 4 May 2026: p50 340 ms, p95 1.2 s of 2 runs; in the previous period p50 300 ms, p95 900 ms",
    "Mon 4 May 2026: no timed runs",
  ]);
});
