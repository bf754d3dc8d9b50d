import { expect, it } from "vitest";
import { runOf } from "../../src/panels/activity";
import type { Summary } from "../../src/panels/query";
import { figures, runFigures } from "../../src/panels/totals";

const summary: Summary = {
  scope: {
    from: "2026-05-01T00:00:00Z",
    to: "2026-05-04T00:00:00Z",
    timeZone: "UTC",
    asOf: "2026-05-02T12:00:00Z",
    previousFrom: null,
    previousTo: null,
    eventsSince: null,
  },
  totals: { events: 1200, users: 3, sessions: 9, errors: 4, errorRate: 0.035, duration: { count: 5, p50: 682, p95: 2700 } },
  previous: { events: 1000, users: 3, sessions: 10, errors: 2 },
  series: {
    bucket: "DAY",
    buckets: ["2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z"],
    finishedBuckets: 1,
    lines: [{ events: [200, 1000, 0] }],
  },
  packages: { totalRows: 0 },
  functions: { totalRows: 0 },
  kinds: { rows: [] },
  sources: { rows: [] },
  eventTypes: { totalRows: 0 },
  errors: { totalRows: 0, rows: [] },
};

it("says each figure with what became of it", () => {
  const all = figures(summary, "previous period", { events: "Runs", without: ["users"] });
  expect(all.map(({ label, value, change, tone, before }) => [label, value, change, tone, before])).toEqual([
    ["Runs", "1,200", "▲ +20%", "neutral", "1,000 in the previous period"],
    ["Sessions", "9", "▼ −10%", "bad", "10 in the previous period"],
    ["Errors", "4", "▲ +100%", "bad", "2 in the previous period"],
  ]);
});

it("compares with nothing where nothing was asked beside", () => {
  const [events] = figures({ ...summary, previous: null }, "", { events: "Events", without: [] });
  expect(events).toEqual({ label: "Events", value: "1,200", change: "", tone: "neutral", before: "" });
});

it("tells how often runs fail and how long they take, where anything was timed", () => {
  expect(runFigures(summary)).toEqual([
    ["Error rate", "3.5%"],
    ["Median duration", "682 ms"],
    ["95 % within", "2.7 s"],
  ]);
  expect(runFigures({ ...summary, totals: { ...summary.totals, errorRate: null, duration: null } })).toEqual([]);
});

it("draws nothing after now, and says where most happened", () => {
  expect(runOf(summary, "UTC", "event")).toEqual({
    values: [200, 1000, null],
    words: "Events per day, at most 1,000 events: Sat 2 May 2026, 00:00–24:00 UTC",
  });
  const nothing = { ...summary, series: { ...summary.series, lines: [] } };
  expect(runOf(nothing, "UTC", "run").words).toBe("Runs per day: none");
});
