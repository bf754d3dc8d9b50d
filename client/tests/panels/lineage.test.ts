import { expect, it } from "vitest";
import { arcPath, layoutOf } from "../../src/panels/lineage/layout";
import type { Lineage } from "../../src/panels/lineage/query";

const lineage = (levels: Record<string, number>, steps: [string, string][], truncated = false): Lineage => ({
  truncated,
  entities: Object.entries(levels).map(([id, level]) => ({ level, entity: { id, name: id.toUpperCase(), type: "table" } })),
  steps: steps.map(([from, to]) => ({
    events: 1,
    firstAt: "2026-05-04T10:00:00Z",
    lastAt: "2026-05-04T10:00:00Z",
    from: { id: from },
    to: { id: to },
    functions: [],
  })),
});

it("puts what was made below what it was made from, the object itself between", () => {
  const { rows, arcs } = layoutOf({
    origin: lineage({ me: 0, mother: 1, grandmother: 2 }, [
      ["mother", "me"],
      ["grandmother", "mother"],
    ]),
    derived: lineage({ me: 0, child: 1 }, [["me", "child"]]),
  });
  expect(rows.map(({ id, level }) => [id, level])).toEqual([
    ["grandmother", -2],
    ["mother", -1],
    ["me", 0],
    ["child", 1],
  ]);
  expect(arcs.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [0, 1],
    [2, 3],
  ]);
});

it("shows an object that is both origin and made from it once, and each step once", () => {
  const loop: [string, string][] = [
    ["me", "other"],
    ["other", "me"],
  ];
  const { rows, arcs, truncated } = layoutOf({
    origin: lineage({ me: 0, other: 1 }, loop),
    derived: lineage({ me: 0, other: 1 }, loop, true),
  });
  expect(rows.map(({ id }) => id)).toEqual(["other", "me"]);
  expect(arcs.map(({ from, to }) => [from, to])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(truncated).toEqual({ origin: false, derived: true });
});

it("draws the nearest objects where there is no room for all, and says how many are left", () => {
  const { rows, arcs, hidden } = layoutOf(
    {
      origin: lineage({ me: 0, mother: 1, grandmother: 2 }, [
        ["mother", "me"],
        ["grandmother", "mother"],
      ]),
      derived: lineage({ me: 0, child: 1, second: 1 }, [
        ["me", "child"],
        ["me", "second"],
      ]),
    },
    1,
  );
  expect(rows.map(({ id }) => id)).toEqual(["mother", "me", "child"]);
  expect(arcs).toHaveLength(2);
  expect(hidden).toBe(2);
});

it("swings an arc the wider the further it leads, but never out of its room", () => {
  const step = lineage({}, [["a", "b"]]).steps[0] as Lineage["steps"][number];
  expect(arcPath({ from: 0, to: 1, step })).toBe("M 60 12 C 46 12, 46 36, 60 36");
  expect(arcPath({ from: 0, to: 90, step })).toContain("C 4 12, 4 2172");
});
