import { expect, it } from "vitest";
import { tally } from "../../../src/parts/filter/offers";

it("counts each text once, the most frequent first, then by name", () => {
  expect(tally(["sql", "chem", "bio", "chem"]).map(({ name, count }) => [name, count])).toEqual([
    ["chem", 2],
    ["bio", 1],
    ["sql", 1],
  ]);
});
