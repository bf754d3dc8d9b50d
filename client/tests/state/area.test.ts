import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { narrowed, selectionAsFilter } from "../../src/scope";
import { type Area, area, contains, inBoth, onlyThing, toggleArea } from "../../src/state/area";
import { defaultView } from "../../src/state/view";

const day = fc.integer({ min: 1, max: 6 });
const at = (number: number): string => `2026-05-0${number}T00:00Z`;
const some = (...all: string[]) => fc.subarray(all, { maxLength: 2 });
const areas: fc.Arbitrary<Area> = fc
  .record({
    from: day,
    length: fc.integer({ min: 1, max: 3 }),
    timed: fc.boolean(),
    packages: some("Chem", "Bio"),
    users: some("ann", "bob"),
    inGroups: some("chemists", "leads"),
  })
  .map(({ from, length, timed, ...things }) => area({ ...(timed && { from: at(from), to: at(from + length) }), ...things }));

const membersOf: Record<string, readonly string[]> = { chemists: ["ann", "bob"], leads: ["ann", "eve"] };

/** An event of a small world: a day, a package, a user. */
const events = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((date) =>
  ["Chem", "Bio", "Core"].flatMap((name) => ["ann", "bob", "eve"].map((user) => ({ date, name, user }))),
);
const lies = (one: Area, event: (typeof events)[number]): boolean =>
  (one.from === null || Date.parse(one.from) <= Date.parse(at(event.date))) &&
  (one.to === null || Date.parse(at(event.date)) < Date.parse(one.to)) &&
  (one.packages.length === 0 || one.packages.includes(event.name)) &&
  (one.users.length === 0 || one.users.includes(event.user)) &&
  one.inGroups.every((group) => membersOf[group]?.includes(event.user));
const inAny = (all: readonly Area[]) => events.filter((event) => all.some((one) => lies(one, event)));

describe("areas", () => {
  it("of what lies in both selections hold exactly the events of both", () => {
    fc.assert(
      fc.property(fc.array(areas, { maxLength: 3 }), fc.array(areas, { maxLength: 3 }), (one, other) => {
        const expected = inAny(one).filter((event) => inAny(other).includes(event));
        expect(inAny(inBoth(one, other))).toEqual(expected);
      }),
    );
  });

  it("that contain another one hold all of its events", () => {
    fc.assert(
      fc.property(areas, areas, (outer, inner) => {
        if (contains(outer, inner)) expect(inAny([outer])).toEqual(expect.arrayContaining(inAny([inner])));
      }),
    );
  });

  it("are taken in and out of a selection", () => {
    const [chem, bio] = [area({ packages: ["Chem"] }), area({ packages: ["Bio"] })];
    expect(toggleArea([chem], bio)).toEqual([chem, bio]);
    expect(toggleArea([chem, bio], area({ packages: ["Chem"] }))).toEqual([bio]);
  });

  it("are about one thing where they say nothing else", () => {
    expect(onlyThing([area({ users: ["ann"] })])).toEqual({ kind: "user", name: "ann" });
    expect(onlyThing([area({ users: ["ann"], packages: ["Chem"] })])).toBeNull();
    expect(onlyThing([area({ users: ["ann"], from: at(1), to: at(2) })])).toBeNull();
  });
});

describe("a scope narrowed to a selection", () => {
  const scope = { range: { preset: "LAST_30_DAYS" as const }, timeZone: "Europe/Berlin", compare: "PREVIOUS_PERIOD" as const };
  const answered = {
    from: "2026-03-01T23:00:00Z",
    to: "2026-03-31T22:00:00Z",
    timeZone: "Europe/Berlin",
    asOf: "2026-04-01T00:00:00Z",
    previousFrom: "2026-01-30T23:00:00Z",
    previousTo: "2026-03-01T23:00:00Z",
  };

  it("of one time asks for it as the range, beside its counterpart by days and clock", () => {
    const one = area({ from: "2026-03-29T22:00:00Z", to: "2026-03-30T22:00:00Z", packages: ["Chem"] });
    expect(narrowed(scope, [one], answered)).toEqual({
      timeZone: "Europe/Berlin",
      range: { from: "2026-03-29T22:00:00Z", to: "2026-03-30T22:00:00Z" },
      compareWith: { from: "2026-02-27T23:00:00.000Z", to: "2026-02-28T23:00:00.000Z" },
      selection: [{ packages: ["Chem"] }],
    });
  });

  it("of several times has no counterpart", () => {
    const both = [area({ from: at(1), to: at(2) }), area({ from: at(4), to: at(5) })];
    expect(narrowed(scope, both, answered)).toMatchObject({ compare: "NONE", selection: both.map(({ from, to }) => ({ from, to })) });
  });

  it("never shows what the filter excludes", () => {
    expect(narrowed({ ...scope, selection: [{ packages: ["Bio"] }] }, [area({ packages: ["Chem"] })], answered)).toBeNull();
    expect(narrowed({ ...scope, selection: [{ packages: ["Bio"] }] }, [area({ users: ["ann"] })], answered)?.selection).toEqual([
      { packages: ["Bio"], users: ["ann"] },
    ]);
  });
});

describe("details of a selection", () => {
  it("of one area become range and lists of the filter", () => {
    const selection = [area({ from: at(1), to: at(2), packages: ["Chem"], users: ["ann"] })];
    const view = selectionAsFilter({ ...defaultView, selection });
    expect(view.range).toEqual({ kind: "instants", from: at(1), to: at(2) });
    expect(view.filter).toMatchObject({ packages: ["Chem"], users: ["ann"], picked: [] });
    expect(view.selection).toEqual([]);
  });

  it("of several areas stay one condition", () => {
    const selection = [area({ packages: ["Chem"] }), area({ users: ["ann"] })];
    expect(selectionAsFilter({ ...defaultView, selection }).filter.picked).toEqual(selection);
  });
});
