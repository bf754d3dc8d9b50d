import { describe, expect, it } from "vitest";
import { toCsv } from "../../../src/parts/table";
import { area } from "../../../src/state/area";
import { defaultView, type View } from "../../../src/state/view";
import { logTitle, ownAreas, partsPicked, sourcesTable, sourcesTitle, stackOf, withPicked } from "../../../src/tabs/events/data";
import type { EventSources } from "../../../src/tabs/events/query";

const view: View = { ...defaultView, timeZone: "UTC" };
const answer: EventSources = {
  scope: {
    from: "2026-05-01T00:00:00Z",
    to: "2026-05-04T00:00:00Z",
    timeZone: "UTC",
    asOf: "2026-05-02T12:00:00Z",
    previousFrom: "2026-04-28T00:00:00Z",
    previousTo: "2026-05-01T00:00:00Z",
  },
  totals: { events: 17 },
  previous: { events: 9 },
  series: {
    bucket: "DAY",
    buckets: ["2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z"],
    finishedBuckets: 1,
    firstCut: false,
    lastCut: false,
    lines: [
      { other: false, key: { source: "usage" }, events: [9, 3, 0] },
      { other: true, key: { source: null }, events: [4, 1, 0] },
    ],
    previous: [
      { other: true, key: { source: null }, events: [2, 0, 0] },
      { other: false, key: { source: "usage" }, events: [1, 6, 0] },
    ],
  },
};
const stack = stackOf(answer);

describe("the sources", () => {
  it("are layers that end at now, each beside its own comparison", () => {
    expect(stack.layers.map(({ name, source, values, previous, total }) => [name, source, values, previous, total])).toEqual([
      ["usage", "usage", [9, 3, null], [1, 6, 0], 12],
      ["Other", null, [4, 1, null], [2, 0, 0], 5],
    ]);
    expect(stack.before).toEqual([3, 6, 0]);
    expect(stack.places.map(({ unfinished }) => unfinished)).toEqual([false, true, false]);
    expect(sourcesTitle(view, answer)).toBe("Events by source per day, last 30 days");
  });

  it("are the same in the table, which adds up", () => {
    expect(toCsv(sourcesTable(stack, "previous period")).split("\r\n").slice(0, 4)).toEqual([
      "Time,All events,usage,Other,All in the previous period",
      "2026-05-01T00:00:00Z,13,9,4,3",
      "2026-05-02T00:00:00Z,4,3,1,6",
      "2026-05-03T00:00:00Z,,,,0",
    ]);
  });
});

describe("picks", () => {
  const usageDay = { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z", sources: ["usage"] };

  it("are exactly what was clicked, taken back by the same click, and added to with Ctrl", () => {
    const picked = withPicked(view, usageDay, false);
    expect(picked.selection).toEqual([area(usageDay)]);
    expect(withPicked(picked, usageDay, false).selection).toEqual([]);
    expect(withPicked(picked, { sources: ["error"] }, true).selection).toHaveLength(2);
    expect(logTitle(picked)).toBe("Log of usage, 1 May 2026, last 30 days");
    expect(logTitle({ ...view, search: " boom " })).toBe("Log, last 30 days, with “boom”");
  });

  it("mark the parts of the chart that lie in them, and none when they were made elsewhere", () => {
    const isPicked = partsPicked(stack.places, ownAreas(withPicked(view, usageDay, false)));
    expect([isPicked?.(0, "usage"), isPicked?.(0, "error"), isPicked?.(1, "usage"), isPicked?.(0, null)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(partsPicked(stack.places, ownAreas({ ...view, selection: [area({ users: ["ann"] })] }))).toBeNull();
  });
});
