import { describe, expect, it } from "vitest";
import { block, hit, moved, place, type Room, type ScatterData, step, unitHash, zoomed } from "../../../src/charts/scatter/model";

const bucket = (day: number) => ({
  from: `2026-05-0${day}T00:00Z`,
  to: `2026-05-0${day + 1}T00:00Z`,
  label: `${day} May`,
  words: "",
  unfinished: false,
});
const row = (name: string | null) => ({ id: name ?? "other", name, label: name ?? "Other 3", words: "", other: name === null });
const color = (label: string) => ({ name: label, label, css: "#123", hollow: false, other: false });
const point = (bucket: number, row: number, color: number, value: number) => ({
  bucket,
  row,
  color,
  value,
  words: `${bucket}/${row}/${color}`,
});

const data: ScatterData = {
  buckets: [bucket(1), bucket(2), bucket(3), bucket(4)],
  rows: [row("Chem"), row("Bio"), row(null)],
  colors: [color("ann"), color("bob")],
  points: [point(0, 0, 0, 100), point(0, 0, 1, 25), point(1, 1, 0, 1), point(3, 0, 0, 4), point(3, 2, 1, 9)],
};
const room: Room = { width: 400, rowHeight: 50, window: { from: 0, to: 4 } };

describe("where the dots lie", () => {
  const placed = place(data);

  it("is the middle of the bucket and row for one alone, and apart from each other for two", () => {
    expect([placed.x[2], placed.y[2]]).toEqual([1.5, 1.5]);
    expect(placed.x[0]).not.toBe(placed.x[1]);
    for (const at of [0, 1]) {
      expect(placed.x[at]).toBeGreaterThan(0.1);
      expect(placed.x[at]).toBeLessThan(0.9);
      expect(placed.y[at]).toBeLessThan(0.9);
    }
  });

  it("is the same for the same name in every drawing", () => {
    expect(place(data).x).toEqual(placed.x);
    expect(unitHash("ann")).toBe(unitHash("ann"));
    expect(unitHash("ann")).not.toBe(unitHash("anna"));
  });

  it("gives each an area between 4 and 24 pixels across", () => {
    expect([...placed.radius]).toEqual([12, 7, 3, 4, 5]);
  });

  it("is found again under the pointer, the smallest first", () => {
    expect(hit(placed, room, 150, 75)).toBe(2);
    expect(hit(placed, room, 250, 75)).toBeNull();
    const on = hit(placed, room, (placed.x[1] ?? 0) * 100, (placed.y[1] ?? 0) * 50);
    expect(on).toBe(1);
  });
});

describe("a rectangle", () => {
  it("is whole buckets and rows, in whichever direction it was drawn", () => {
    const expected = { firstBucket: 0, lastBucket: 1, firstRow: 0, lastRow: 1 };
    expect(block(data, room, [30, 10], [110, 60])).toEqual(expected);
    expect(block(data, room, [110, 60], [30, 10])).toEqual(expected);
  });

  it("leaves the row of all others out, which names nothing", () => {
    expect(block(data, room, [0, 60], [399, 149])).toEqual({ firstBucket: 0, lastBucket: 3, firstRow: 1, lastRow: 1 });
    expect(block(data, room, [0, 110], [399, 149])).toBeNull();
  });
});

describe("the window", () => {
  it("zooms around the pointer, never beyond the ends and never narrower than a bucket", () => {
    expect(zoomed({ from: 0, to: 4 }, 2, 0.5, 4)).toEqual({ from: 1, to: 3 });
    expect(zoomed({ from: 0, to: 4 }, 0, 0.01, 4)).toEqual({ from: 0, to: 1 });
    expect(zoomed({ from: 1, to: 3 }, 3, 10, 4)).toEqual({ from: 0, to: 4 });
  });

  it("moves as far as there are buckets", () => {
    expect(moved({ from: 1, to: 3 }, 5, 4)).toEqual({ from: 2, to: 4 });
    expect(moved({ from: 1, to: 3 }, -5, 4)).toEqual({ from: 0, to: 2 });
  });
});

describe("the arrow keys", () => {
  it("walk along a row by time and stay at its ends", () => {
    expect(step(data, null, "ArrowRight")).toBe(0);
    expect([step(data, 0, "ArrowRight"), step(data, 1, "ArrowRight"), step(data, 3, "ArrowRight")]).toEqual([1, 3, 3]);
    expect([step(data, 3, "Home"), step(data, 0, "End")]).toEqual([0, 3]);
  });

  it("go to the dot nearest in time of the next row that has any", () => {
    expect([step(data, 3, "ArrowDown"), step(data, 2, "ArrowDown"), step(data, 4, "ArrowUp")]).toEqual([2, 4, 2]);
    expect(step(data, 0, "ArrowUp")).toBe(0);
  });
});
