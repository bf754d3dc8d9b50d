import { expect, it } from "vitest";
import { type Choice, ranked, readRecent, thing, thingOf, unasked, withRecent } from "../../../src/parts/commands/choice";

const labels = (choices: readonly Choice[]) => choices.map(({ label }) => label);
const refresh: Choice = { id: "action:refresh", kind: "action", label: "Refresh", detail: "fresh figures", key: "R" };

it("ranks the same text first, then beginnings, beginnings of words, and what only contains it", () => {
  const things = ["MedChemRules", "Computational Chemists", "Chemists", "Chem", "Biologists"].map((name) => thing("package", name));
  expect(labels(ranked(things, " chem "))).toEqual(["Chem", "Chemists", "Computational Chemists", "MedChemRules"]);
});

it("finds a user by login and by name", () => {
  const user = thing("user", "rrao", "Rohan Rao");
  expect([ranked([user], "rra"), ranked([user], "roh"), ranked([user], "ann")].map((found) => found.length)).toEqual([1, 1, 0]);
});

it("knows which choices are things, and their names", () => {
  expect(thingOf(thing("function", "Chem:fingerprints"))).toEqual({ kind: "function", key: "Chem:fingerprints" });
  expect(thingOf(refresh)).toBeNull();
});

it("begins with what was chosen last, each once, and drops commands that are not on offer", () => {
  const chem = thing("package", "Chem");
  const gone: Choice = { ...refresh, id: "action:gone" };
  expect(unasked([{ ...refresh, id: "tab:events" }, refresh], [chem, refresh, gone]).map(({ id }) => id)).toEqual([
    "package:Chem",
    "action:refresh",
    "tab:events",
  ]);
});

it("remembers six choices, the last one first", () => {
  const all = ["a", "b", "c", "d", "e", "f", "g", "c"].reduce<Choice[]>((recent, name) => withRecent(recent, thing("user", name)), []);
  expect(labels(all)).toEqual(["c", "g", "f", "e", "d", "b"]);
});

it("reads back what was remembered, and nothing from anything else", () => {
  expect(readRecent(JSON.stringify([thing("user", "ann")]))).toEqual([thing("user", "ann")]);
  expect([readRecent(null), readRecent("no json"), readRecent("{}"), readRecent('[{"id":1}]')]).toEqual([[], [], [], []]);
});
