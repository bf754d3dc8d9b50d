import { describe, expect, it } from "vitest";
import { sparkPath } from "../../src/charts/sparkline";
import { pointWords, type TimelinePoint, timelineOption } from "../../src/charts/timeline";

const colours = { accent: "#1", text: "#2", muted: "#3", line: "#4", raised: "#5", of: () => "#6" };
const point = (value: number | null, previous: number | null, unfinished = false): TimelinePoint => ({
  from: "2026-05-04T00:00:00Z",
  label: "4 May",
  words: "Mon 4 May 2026",
  value,
  previous,
  unfinished,
  future: value === null,
  time: { from: "2026-05-04T00:00:00Z", to: "2026-05-05T00:00:00Z" },
});
const seriesData = (points: TimelinePoint[], comparison: string | null) => {
  const { series } = timelineOption(points, "users", comparison, colours, 600);
  return Object.fromEntries([series ?? []].flat().map(({ id, data }) => [id, data]));
};

describe("the line's option", () => {
  it("dashes the way into the unfinished bucket", () => {
    const data = seriesData([point(1, 4), point(2, 5), point(3, 6, true), point(null, 7)], "previous period");
    expect(data.value).toEqual([1, 2, null, null]);
    expect(data.unfinished).toEqual([null, 2, 3, null]);
    expect(data.previous).toEqual([4, 5, 6, 7]);
    expect(data.hover).toEqual([1, 2, 3, 0]);
  });

  it("has no comparison line without a comparison, and shows a single bucket", () => {
    const data = seriesData([point(5, null, true)], null);
    expect(data.value).toEqual([5]);
    expect(data).not.toHaveProperty("previous");
  });
});

it("says a point in words", () => {
  expect(pointWords(point(1200, 3), "users", "previous year")).toBe("Mon 4 May 2026: 1,200 users, 3 in the previous year");
  expect(pointWords(point(1, null), "unique users", null)).toBe("Mon 4 May 2026: 1 unique user");
  expect(pointWords(point(null, 3), "users", null)).toBe("Mon 4 May 2026: not yet");
});

it("draws a sparkline from zero, and ends it at now", () => {
  expect(sparkPath([0, 10, 5, null], 90, 28)).toBe("M0 27L30 1L60 14");
  expect(sparkPath([4], 90, 28)).toBe("M0 1H90");
  expect(sparkPath([], 90, 28)).toBe("");
});
