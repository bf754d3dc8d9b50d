import { expect, it } from "vitest";
import { groupTree } from "../../../src/parts/filter/offers";

const group = (name: string, ...parents: string[]) => ({ name, memberCount: 1, parents: parents.map((parent) => ({ name: parent })) });
const lines = (...groups: ReturnType<typeof group>[]) => groupTree(groups).map(({ name, depth }) => `${"-".repeat(depth)}${name}`);

it("puts a group below each of its parents", () => {
  expect(lines(group("all"), group("both", "b", "a"), group("a", "all"), group("b", "all"))).toEqual([
    "all",
    "-a",
    "--both",
    "-b",
    "--both",
  ]);
});

it("makes a group a root where its parents are not in the list", () => {
  expect(lines(group("chemists", "research"))).toEqual(["chemists"]);
});
