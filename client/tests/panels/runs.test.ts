import { expect, test } from "vitest";
import type { Summary } from "../../src/panels/query";
import { runCount, runRow } from "../../src/panels/runs";

const run = {
  event: { id: "e1" },
  time: "2026-05-04T10:00:12Z",
  durationMs: 1234,
  status: "FAILED" as const,
  function: { name: "dose" },
  user: { login: "ann" },
  inputs: [
    { name: "smiles", value: "CCO" },
    { name: "radius", value: 2 },
  ],
  error: { message: "no convergence" },
};

test("a run is told by what went in, by whom, and how it ended", () => {
  expect(runRow(run, true, "UTC")).toMatchObject({
    item: { kind: "event", key: "e1" },
    label: "⚠ dose: smiles CCO, radius 2",
    detail: "ann, 1.2 s",
    value: "4 May, 10:00",
    words: "dose, smiles CCO, radius 2, ann, 4 May 2026, 10:00:12 UTC, 1.2 s, failed: no convergence",
  });
  const other = runRow({ ...run, status: "OK", user: null, durationMs: null, inputs: [], error: null }, false, "UTC");
  expect(other).toMatchObject({ label: "no inputs", detail: "anonymous" });
});

test("only events in which a function ran are runs", () => {
  const row = (functionKind: string | null, events: number) => ({ key: { functionKind }, measures: { events } });
  expect(runCount({ kinds: { rows: [row(null, 100), row("script", 3), row("query", 4)] } } as Summary)).toBe(7);
});
