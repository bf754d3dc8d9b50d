import { expect, it } from "vitest";
import { chipsOf } from "../../../src/parts/filter/chips";
import { area } from "../../../src/state/area";
import { allLists, noFilter } from "../../../src/state/filter";
import { clearFilters, defaultView, type View } from "../../../src/state/view";

const nothing: ReadonlySet<string> = new Set();
const view = (filter: Partial<View["filter"]>): View => ({ ...defaultView, timeZone: "UTC", filter: { ...noFilter, ...filter } });

it("says nothing of what is the default", () => {
  expect(chipsOf(defaultView, nothing)).toEqual([]);
});

it("has a chip for every entry of every list, and each takes only its own away", () => {
  const full = view(Object.fromEntries(allLists.map((list) => [list, [`${list} 1`, `${list} 2`]])));
  const chips = chipsOf(full, nothing);
  expect(chips).toHaveLength(allLists.length * 2);
  const emptied = chips.reduce((left, { key }) => chipsOf(left, nothing).find((chip) => chip.key === key)?.without ?? left, full);
  expect(emptied.filter).toEqual(noFilter);
});

it("takes a range of one's own back to the default", () => {
  const [chip] = chipsOf({ ...defaultView, range: { kind: "typed", text: "last 3 weeks" } }, nothing);
  expect(chip).toMatchObject({ label: "Last 3 weeks", remove: "Back to the last 30 days" });
  expect(chip?.without.range).toEqual(defaultView.range);
});

it("shortens ids and keeps the full text in the title", () => {
  const session = "0190c2d1-7a3e-7bbb-8000-000000000001";
  const [chip] = chipsOf(view({ sessions: [session] }), nothing);
  expect(chip).toMatchObject({ noun: "session", label: "0190c2d1-7a3…", title: `Session ${session}` });
});

it("marks what no longer exists", () => {
  const chips = chipsOf(view({ packages: ["Chem", "Gone"] }), new Set(["packages:Gone"]));
  expect(chips.map(({ problem }) => problem)).toEqual([null, "no longer exists, ignored"]);
});

it("counts picked points, and lists them in the title", () => {
  const picked = [area({ packages: ["Chem"] }), area({ users: ["ann"] }), area({ anonymous: true })];
  const [chip, ...more] = chipsOf(view({ picked }), nothing);
  expect(more).toEqual([]);
  expect(chip).toMatchObject({ label: "3 selected points", title: "Chem\nann\nanonymous", remove: "Remove 3 selected points" });
  expect(chip?.without.filter.picked).toEqual([]);
});

it("leaves no chip after Clear", () => {
  const full: View = { ...view({ users: ["ann"], anonymous: true, picked: [area({})] }), range: { kind: "preset", preset: "7d" } };
  expect(chipsOf(full, nothing)).toHaveLength(4);
  expect(chipsOf(clearFilters(full), nothing)).toEqual([]);
});
