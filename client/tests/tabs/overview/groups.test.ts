import { describe, expect, it } from "vitest";
import { areaOfCell, cellAt, cellWords, heatOf, matrixOf, matrixTable } from "../../../src/tabs/overview/groups/data";
import type { GroupUsage } from "../../../src/tabs/overview/groups/query";

/** Two groups by two packages; by hand: 50 of 200 users are chemists, 40 used Chem, so 10 are expected, and 23 is about 5 deviations more. */
const usage: GroupUsage = {
  users: 200,
  events: 900,
  totalGroups: 2,
  totalThings: 2,
  truncated: false,
  groups: [
    { key: { group: { name: "chemists" } }, users: 50, events: 400 },
    { key: { group: { name: "guests" } }, users: 2, events: 0 },
  ],
  things: [
    { key: { package: { name: "Chem" }, function: null, source: null }, users: 40, events: 300 },
    { key: { package: { name: "Bio" }, function: null, source: null }, users: 90, events: 100 },
  ],
  cells: {
    users: [23, 9, 0, 1],
    events: [200, 50, 0, 0],
    share: [0.5, 0.125, null, null],
    expectedUsers: [10, 22.5, 0.4, 0.9],
    residual: [5, -4.4, -0.7, 0.14],
    verdict: ["OVER", "UNDER", "TOO_FEW", "TOO_FEW"],
  },
};

describe("groups by what they use", () => {
  const matrix = matrixOf(usage, "package");

  it("are read by thing and group", () => {
    expect(cellAt(matrix, 1, 0)).toMatchObject({ group: "chemists", thing: "Bio", users: 9, expected: 22.5 });
    expect(cellAt(matrix, 0, 1)).toMatchObject({ group: "guests", thing: "Chem", users: 0 });
    expect(cellAt(matrix, 2, 0)).toBeNull();
    expect(cellAt(matrix, 0, 2)).toBeNull();
  });

  it("say by how much more or less the size of the group suggests, and nothing where there are too few", () => {
    const words = matrix.cells.map(cellWords);
    expect(words[0]).toBe(
      "Chem: 23 of 50 users in chemists, 46%; 10.0 expected: 2.3 times as many as the size of the group suggests. 200 events, 50% of the group's.",
    );
    expect(words[1]).toContain("0.4 times as many as the size of the group suggests: fewer than chance explains");
    expect(words[2]).toContain("too few to compare");
  });

  it("are shaded by the residual, and by a sign beside it", () => {
    const [over, under, few] = matrix.cells.map((cell) => heatOf(matrix, "use")(cell, false));
    expect(over).toMatchObject({ text: "▲ 2.3×", heat: 0.5 });
    expect(under).toMatchObject({ text: "▼ 0.4×" });
    expect(under?.heat).toBeLessThan(0);
    expect(few).toMatchObject({ text: "·", heat: null });
    expect(heatOf(matrix, "users")(matrix.cells[0] as never, true)).toMatchObject({ text: "23", heat: 1, picked: true });
    expect(heatOf(matrix, "share")(matrix.cells[2] as never, false)).toMatchObject({ text: "–", heat: 0 });
  });

  it("are picked as the members of the group with the thing", () => {
    expect(areaOfCell(matrix.cells[0] as never, "package")).toMatchObject({ inGroups: ["chemists"], packages: ["Chem"], users: [] });
  });

  it("are a table with a row a cell", () => {
    const { columns, rows } = matrixTable(matrix);
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    expect(rows[0]?.map(({ raw }) => raw)).toEqual(["chemists", "Chem", 23, 50, 40, 10, 5, "more", 200, 0.5]);
  });
});
