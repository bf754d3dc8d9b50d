import { describe, expect, it } from "vitest";
import { area } from "../../../src/state/area";
import { defaultView } from "../../../src/state/view";
import { clusterName, clustersTable } from "../../../src/tabs/overview/patterns/clusters-data";
import {
  lifecycleOf,
  meanStickiness,
  retentionCell,
  seriesTable,
  triangleOf,
  triangleTable,
  withPlace,
} from "../../../src/tabs/overview/patterns/data";
import type { Cluster, Lifecycle, Retention, Stickiness } from "../../../src/tabs/overview/patterns/query";

const scope = {
  from: "2026-06-01T00:00:00Z",
  to: "2026-06-29T00:00:00Z",
  timeZone: "UTC",
  asOf: "2026-06-17T12:00:00Z",
  previousFrom: null,
  previousTo: null,
};
const weeks = ["2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z", "2026-06-15T00:00:00Z", "2026-06-22T00:00:00Z"];

describe("lifecycle", () => {
  const lifecycle: Lifecycle = {
    scope,
    lifecycle: {
      bucket: "WEEK",
      buckets: weeks,
      finishedBuckets: 2,
      firstCut: false,
      lastCut: false,
      active: [5, 6, 2, 0],
      new: [5, 2, 0, 0],
      retained: [0, 4, 1, 0],
      returned: [0, 0, 1, 0],
      dormant: [0, 1, 5, 2],
    },
  };

  it("has bars on each other, those of the dormant below, and none after now", () => {
    const { places, series } = lifecycleOf(lifecycle);
    expect(series.map(({ name, below = false }) => [name, below])).toEqual([
      ["Retained", false],
      ["Returned", false],
      ["New", false],
      ["Dormant", true],
    ]);
    expect(series.map(({ values }) => values[1])).toEqual([4, 0, 2, 1]);
    expect(series.map(({ values }) => values[3])).toEqual([null, null, null, null]);
    expect(places.map(({ unfinished }) => unfinished)).toEqual([false, false, true, false]);
    expect(
      seriesTable({ places, series })
        .rows[2]?.slice(1)
        .map(({ raw }) => raw),
    ).toEqual([1, 1, 0, 5]);
  });
});

describe("retention", () => {
  const retention: Retention = {
    scope,
    retention: {
      bucket: "WEEK",
      periods: weeks,
      finishedPeriods: 2,
      firstCut: false,
      lastCut: false,
      earlierUsers: 3,
      average: [1, 0.5, null, null],
      cohorts: [
        { period: weeks[0] ?? "", size: 4, users: [4, 2, 1, 0] },
        { period: weeks[1] ?? "", size: 0, users: [0, 0, 0] },
        { period: weeks[2] ?? "", size: 2, users: [2, 0] },
        { period: weeks[3] ?? "", size: 0, users: [0] },
      ],
    },
  };
  const triangle = triangleOf(retention);

  it("shows cohorts with somebody in them, as far as time has come", () => {
    expect(triangle.rows.map(({ size, users }) => [size, users])).toEqual([
      [4, [4, 2, 1]],
      [2, [2]],
    ]);
    expect(triangle.width).toBe(3);
  });

  it("marks what is not over", () => {
    expect(retentionCell(triangle, 0, 1, defaultView)).toMatchObject({ text: "50%", open: false });
    expect(retentionCell(triangle, 0, 2, defaultView)).toMatchObject({ text: "25%", open: true });
    expect(retentionCell(triangle, 0, 3, defaultView)).toBeNull();
    expect(retentionCell(triangle, 1, 0, defaultView)?.words).toContain("2 of 2 new users active in their first week, 100%; not yet over");
  });

  it("picks what the users of a place did in that period, and nothing when they are picked again", () => {
    const [first] = triangle.rows;
    if (!first) throw new Error("There is no cohort.");
    const picked = withPlace(defaultView, triangle, first, 1, ["ann", "bob"]);
    expect(picked.selection).toEqual([area({ from: weeks[1] ?? null, to: weeks[2] ?? null, users: ["ann", "bob"] })]);
    expect(retentionCell(triangle, 0, 1, picked)?.picked).toBe(true);
    expect(retentionCell(triangle, 0, 2, picked)?.picked).toBe(false);
    expect(retentionCell(triangle, 0, 1, { ...picked, selection: [] })?.picked).toBe(false);
    expect(withPlace(picked, triangle, first, 1, ["ann", "bob"])).toMatchObject({ selection: [], options: {} });
  });

  it("is a table of users", () => {
    expect(triangleTable(triangle).rows.map((row) => row.map(({ raw }) => raw))).toEqual([
      ["1 Jun", 4, 4, 2, 1],
      ["15 Jun", 2, 2, "", ""],
      ["All, over", "", 1, 0.5, ""],
    ]);
  });
});

describe("stickiness", () => {
  it("is the mean over days that are over and whole", () => {
    const stickiness: Stickiness = {
      scope,
      stickiness: {
        days: weeks,
        finishedDays: 3,
        firstCut: true,
        lastCut: false,
        daily: [1, 2, 3, 4],
        weekly: [1, 4, 4, 4],
        monthly: [4, 4, 4, 4],
        ratio: [0.25, 0.5, 0.75, 1],
      },
    };
    expect(meanStickiness(stickiness)).toBe(0.625);
    expect(meanStickiness({ ...stickiness, stickiness: { ...stickiness.stickiness, finishedDays: 1 } })).toBeNull();
  });
});

describe("clusters", () => {
  const thing = (name: string) => ({
    key: { function: { name, package: { name: "Chem" } }, eventType: null },
    share: 0.8,
    elsewhere: 0.1,
    lift: 8,
  });
  const cluster: Cluster = {
    size: 12,
    share: 0.6,
    silhouette: 0.3,
    users: [{ user: { login: "ann", name: null } }],
    distinctive: [thing("draw"), thing("dock")],
    typical: [thing("draw")],
  };

  it("are named by what sets them apart", () => {
    expect(clusterName(cluster, 0)).toBe("Chem:draw and Chem:dock");
    expect(clusterName({ ...cluster, distinctive: [] }, 1)).toBe("Group 2, with nothing of its own");
  });

  it("are a table with all of it", () => {
    const { columns, rows } = clustersTable({
      computing: false,
      computedAt: null,
      by: "FUNCTION",
      users: 20,
      allUsers: 20,
      tooFewUsers: false,
      silhouette: 0.3,
      clusters: [cluster],
    });
    expect(rows[0]).toHaveLength(columns.length);
    expect(rows[0]?.[4]?.raw).toBe("Chem:draw 80%, 10% of the others; Chem:dock 80%, 10% of the others");
  });
});
