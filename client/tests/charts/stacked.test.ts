import { describe, expect, it } from "vitest";
import { bandsOf } from "../../src/charts/bands";
import type { BucketPlace } from "../../src/charts/buckets";
import { bucketTotalWords, type Layer, layerAt, layerWords, type Stack, type StackStyle, stackOption } from "../../src/charts/stacked";

const colours = { accent: "#1", text: "#2", muted: "#3", line: "#4", raised: "#555555", of: () => "#6" };
const looks = (source: string | null) => ({
  colour: `#${source ?? "rest"}`,
  stripe: source === "usage" ? null : (45 as const),
  dash: [4, 2],
});

const place = (date: number, unfinished = false, future = false): BucketPlace => ({
  from: `2026-05-0${date}T00:00:00Z`,
  label: `${date} May`,
  words: `Day ${date}`,
  future,
  unfinished,
  time: { from: `2026-05-0${date}T00:00:00Z`, to: `2026-05-0${date + 1}T00:00:00Z` },
});
const layer = (source: string, values: (number | null)[], previous: number[]): Layer => ({
  source,
  name: source,
  values,
  previous,
  total: 0,
});

const stack: Stack = {
  places: [place(1), place(2, true), place(3, false, true)],
  layers: [layer("usage", [10, 4, null], [8, 2, 1]), layer("error", [2, 0, null], [0, 1, 0])],
  before: [8, 3, 1],
};

const series = (style: StackStyle, isPicked: ((index: number, source: string | null) => boolean) | null = null) => {
  const option = stackOption(stack, "previous period", { style, colours, looks, isPicked }, 600);
  return Object.fromEntries([option.series ?? []].flat().map((one) => [one.id, one]));
};
type Bars = { value: number; itemStyle: { opacity: number } }[];
const barsOf = (one: { data?: unknown } | undefined): Bars => (one?.data ?? []) as Bars;
const opacities = (one: { data?: unknown } | undefined) => barsOf(one).map(({ itemStyle }) => itemStyle.opacity);

describe("sources on each other", () => {
  it("stand on zero, under the comparison of all of them, with the unfinished bucket apart", () => {
    const { usage, error, previous } = series("stacked");
    expect([usage?.type, error?.type, previous?.type]).toEqual(["bar", "bar", "line"]);
    expect(barsOf(usage).map(({ value }) => value)).toEqual([10, 4, 0]);
    expect(previous?.data).toEqual([8, 3, 1]);
    expect(opacities(usage)).toEqual([1, 0.6, 1]);
    expect(stackOption(stack, null, { style: "stacked", colours, looks, isPicked: null }, 600).yAxis).toMatchObject({ min: 0 });
  });

  it("step back where something else is picked", () => {
    const { usage, error } = series("stacked", (index, source) => index === 0 && source === "usage");
    expect(opacities(usage)).toEqual([1, 0.3, 0.3]);
    expect(opacities(error)).toEqual([0.3, 0.3, 0.3]);
  });

  it("are lines on demand, each with its own dashes, the way into the unfinished bucket faint", () => {
    const all = series("lines");
    expect(Object.keys(all)).toEqual(["usage", "usage unfinished", "error", "error unfinished"]);
    expect(all.usage?.data).toEqual([10, null, null]);
    expect(all["usage unfinished"]?.data).toEqual([10, 4, null]);
  });
});

describe("what was pointed at", () => {
  it("is the layer that holds the value, or nothing above all of them", () => {
    expect(layerAt(stack, 0, 9.9, "stacked")?.name).toBe("usage");
    expect(layerAt(stack, 0, 11, "stacked")?.name).toBe("error");
    expect(layerAt(stack, 0, 12.5, "stacked")).toBeNull();
    expect(layerAt(stack, 1, 4, "stacked")).toBeNull();
  });

  it("is the nearest line", () => {
    expect(layerAt(stack, 0, 3, "lines")?.name).toBe("error");
    expect(layerAt(stack, 0, 40, "lines")?.name).toBe("usage");
  });
});

it("says buckets and their parts in words", () => {
  expect(bucketTotalWords(stack, 0, "previous period")).toBe("Day 1: 12 events, 8 in the previous period");
  expect(bucketTotalWords(stack, 2, null)).toBe("Day 3: not yet");
  expect(layerWords(layer("usage", [10], [8]), 0, "previous year")).toBe("usage: 10, 8 in the previous year");
});

it("marks stretches of picked buckets by one band each, inside of the room", () => {
  const middle = (index: number): number => 10 + index * 20;
  expect(bandsOf([2, 0, 1, 4], middle, 95)).toEqual([
    { left: 0, width: 60 },
    { left: 80, width: 15 },
  ]);
});
