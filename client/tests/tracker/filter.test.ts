import { expect, test } from "vitest";
import { choices, matches } from "../../tracker/src/inspector/filter";
import type { Entry } from "../../tracker/src/types";

const entry: Entry = {
  at: 0,
  event: { source: "usage", type: "click", description: "Toolbar / Run", parameters: { other: { rows: 17 } } },
  state: "dropped",
  reason: "policy",
};
const all = { level: "", type: "", state: "", text: "" };

test.each([
  [{}, true],
  [{ level: "usage", type: "click", state: "dropped" }, true],
  [{ level: "audit" }, false],
  [{ type: "input" }, false],
  [{ state: "sent" }, false],
  [{ text: "run TOOLBAR" }, true],
  [{ text: "17" }, true],
  [{ text: "policy" }, true],
  [{ text: "run stop" }, false],
])("%j matches: %s", (filter, expected) => {
  expect(matches(entry, { ...all, ...filter })).toBe(expected);
});

test("what there is to choose from is what there is", () => {
  expect(choices([entry, entry, { ...entry, event: { source: "audit", type: "a" } }], "type")).toEqual(["a", "click"]);
});
