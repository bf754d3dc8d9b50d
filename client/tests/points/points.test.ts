import { describe, expect, it } from "vitest";
import { toCsv } from "../../src/parts/table";
import { histogram, pointsData, pointsTable } from "../../src/points/data";
import { areaOfBlock, areaOfBucket, areaOfPoint, areaOfRow, picked, picksOf } from "../../src/points/picks";
import type { Points } from "../../src/points/query";
import type { PointsSpec } from "../../src/points/spec";
import { instantAt, positionOf } from "../../src/points/window";
import { type Area, area } from "../../src/state/area";

const spec: PointsSpec = { rows: "package", colors: "user", noun: "event" };
const of = (name: string | null, other = false) => ({
  key: { package: name === null ? null : { name }, function: null, source: null },
  other,
});
const by = (login: string | null, other = false) => ({
  key: { package: null, user: login === null ? null : { login, name: null } },
  other,
});
const row = (name: string, events: number, users: number, before: number) => ({
  key: of(name).key,
  measures: { events, users },
  previous: { events: before, users },
});

const points: Points = {
  scope: {
    from: "2026-05-04T06:00:00Z",
    to: "2026-05-07T00:00:00Z",
    timeZone: "UTC",
    asOf: "2026-05-06T12:00:00Z",
    previousFrom: "2026-05-01T06:00:00Z",
    previousTo: "2026-05-04T00:00:00Z",
  },
  bars: { bucket: "DAY", lines: [{ events: [60, 7, 4] }], previous: [{ events: [10, 20, 0] }] },
  cells: {
    buckets: ["2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z", "2026-05-06T00:00:00Z"],
    finishedBuckets: 2,
    y: [of("Chem"), of("Bio"), of(null, true)],
    color: [by("ann"), by(null), by(null, true)],
    bucketIndex: [0, 0, 1, 2, 2],
    yIndex: [0, 1, 1, 0, 2],
    colorIndex: [0, 1, 0, 2, 0],
    events: [50, 10, 7, 1, 3],
    users: [1, 0, 1, 4, 1],
    totalCells: 5,
    truncated: false,
  },
  rows: { totalRows: 9, rows: [row("Chem", 51, 2, 40), row("Bio", 17, 5, 17)] },
};
const data = pointsData(points, spec, "previous period", (name) => `of ${name}`, "grey");

describe("the dots", () => {
  it("stand in rows by users, with all others last", () => {
    expect(data.rows.map(({ label }) => label)).toEqual(["Bio", "Chem", "Other 7"]);
    expect(data.rows[1]?.words).toBe("Chem: 51 events of 2 users, ▲ +28% against the previous period");
  });

  it("count all that the cells count", () => {
    expect(data.events).toBe(71);
    expect(data.points.map(({ bucket, row, color, value }) => [bucket, row, color, value])).toEqual([
      [0, 0, 1, 10],
      [0, 1, 0, 50],
      [1, 0, 0, 7],
      [2, 1, 2, 1],
      [2, 2, 0, 3],
    ]);
  });

  it("are rings where nobody is known, and grey where many are one", () => {
    expect(data.colors.map(({ label, css, hollow }) => [label, css, hollow])).toEqual([
      ["ann", "of ann", false],
      ["Anonymous", "grey", true],
      ["All other users", "grey", false],
    ]);
  });

  it("begin and end with the range, and say which bucket is still running", () => {
    expect(data.buckets[0]?.from).toBe("2026-05-04T06:00:00Z");
    expect(data.buckets.map(({ unfinished }) => unfinished)).toEqual([false, false, true]);
    expect(data.buckets[2]?.words).toContain("until 12:00");
  });

  it("have above them what they add up to, beside the comparison", () => {
    expect(histogram(data, points, spec, "previous period").map(({ value, previous }) => [value, previous])).toEqual([
      [60, 10],
      [7, 20],
      [4, 0],
    ]);
  });

  it("are in the download what they are on the screen", () => {
    expect(toCsv(pointsTable(data, spec)).split("\r\n").slice(0, 3)).toEqual([
      "Time,Package,User,Events,Users",
      "2026-05-04T06:00:00Z,Bio,Anonymous,10,0",
      "2026-05-04T06:00:00Z,Chem,ann,50,1",
    ]);
  });
});

describe("a pick", () => {
  const chem = areaOfPoint(data, spec, 1);

  it("is the bucket, the row and the user of its dot, and nothing more", () => {
    expect(chem).toEqual(area({ from: "2026-05-04T06:00:00Z", to: "2026-05-05T00:00:00Z", packages: ["Chem"], users: ["ann"] }));
    expect(areaOfPoint(data, spec, 0)).toEqual(
      area({ from: "2026-05-04T06:00:00Z", to: "2026-05-05T00:00:00Z", packages: ["Bio"], anonymous: true }),
    );
  });

  it("is impossible where a dot stands for many", () => {
    expect(areaOfPoint(data, spec, 3)).toBeNull();
    expect(areaOfPoint(data, spec, 4)).toBeNull();
  });

  it.each([
    ["a row", areaOfRow(data, spec, 1), [1, 3]],
    ["a bucket", areaOfBucket(data, spec, 0), [0, 1]],
    ["a block", areaOfBlock(data, spec, { firstBucket: 0, lastBucket: 1, firstRow: 0, lastRow: 0 }), [0, 2]],
    ["a dot", chem, [1]],
    ["what the dots do not show", area({ sources: ["audit"] }), []],
  ])("holds exactly the dots of %s", (_, one, expected) => {
    expect([...(picksOf(data, spec, one ? [one] : []).points ?? [])]).toEqual(expected);
  });

  it("where runs are shown is of runs alone", () => {
    const runs: PointsSpec = { rows: "function", colors: "user", noun: "run" };
    expect(areaOfBucket(data, runs, 1)).toMatchObject({ from: "2026-05-05T00:00:00Z", runs: true });
    expect(picksOf(data, spec, [area({ runs: true })]).points?.size).toBe(0);
  });

  const held = (areas: readonly Area[]): number[] => [...(picksOf(data, spec, areas).points ?? [])].sort();

  it("takes the place of the others, joins them with Ctrl, and is taken back by the second one", () => {
    const bio = areaOfPoint(data, spec, 2) as Area;
    const alone = picked(data, spec, [chem as Area], bio, false);
    expect(held(alone)).toEqual([2]);
    expect(picked(data, spec, alone, bio, false)).toEqual([]);
    const two = picked(data, spec, [chem as Area], bio, true);
    expect(held(two)).toEqual([1, 2]);
    expect(held(picked(data, spec, two, bio, true))).toEqual([1]);
  });

  it("of a dot inside of a larger one leaves the rest of it", () => {
    const bio = areaOfRow(data, spec, 0) as Area;
    expect(held(picked(data, spec, [bio], areaOfPoint(data, spec, 2) as Area, true))).toEqual([0]);
  });
});

it("goes from instants to positions and back", () => {
  for (const position of [0, 0.25, 1.5, 2, 3]) expect(positionOf(data.buckets, instantAt(data.buckets, position))).toBeCloseTo(position, 3);
});
