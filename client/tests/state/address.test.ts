import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readView, viewUrl } from "../../src/state/address";
import { type Area, area } from "../../src/state/area";
import { allLists, noFilter } from "../../src/state/filter";
import { readNames, writeNames } from "../../src/state/names";
import { presets, type Range } from "../../src/state/range";
import { comparisons, defaultView, itemKinds, measures, type View } from "../../src/state/view";
import { tabs } from "../../src/tabs/registry";

const read = (path: string): View => readView(new URL(path, "http://localhost"));

const name = fc.string({ minLength: 1, unit: "grapheme" });
const names = fc.uniqueArray(name, { maxLength: 4 });
const instant = fc
  .date({ min: new Date("1971-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/\.000Z$/, "Z"));
const period = fc
  .uniqueArray(instant, { minLength: 2, maxLength: 2, selector: (text) => Date.parse(text) })
  .map((both) => both.sort((a, b) => Date.parse(a) - Date.parse(b)))
  .map(([from = "", to = ""]) => ({ from, to }));
const picked: fc.Arbitrary<Area> = fc
  .record({
    time: fc.option(period),
    packages: names,
    functions: names,
    users: names,
    sources: names,
    anonymous: fc.boolean(),
    runs: fc.boolean(),
  })
  .map(({ time, ...rest }) => area({ ...rest, ...time }))
  .filter((one) => one.from !== null || one.anonymous || one.packages.length + one.functions.length + one.users.length > 0);
const range: fc.Arbitrary<Range> = fc.oneof(
  fc.constantFrom(...(Object.keys(presets) as (keyof typeof presets)[])).map((preset) => ({ kind: "preset", preset }) as const),
  period.map(({ from, to }) => ({ kind: "days", from: from.slice(0, 10), to: to.slice(0, 10) }) as const),
  period.map((both) => ({ kind: "instants", ...both }) as const),
  fc.constantFrom("last 3 weeks", "since Q2 2024", "soon").map((text) => ({ kind: "typed", text }) as const),
);
const filter = fc
  .record(Object.fromEntries(allLists.map((list) => [list, names])))
  .chain((lists) =>
    fc
      .record({ anonymous: fc.boolean(), runs: fc.boolean(), picked: fc.array(picked, { maxLength: 3 }) })
      .map((rest) => ({ ...lists, ...rest })),
  )
  .map((parts) => ({ ...noFilter, ...parts }));
const view: fc.Arbitrary<View> = fc.record({
  tab: fc.constantFrom(...tabs.map((tab) => tab.name)),
  show: fc.option(fc.constantFrom("installations", "runs")),
  range,
  timeZone: fc.option(fc.constantFrom("UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires")),
  compare: fc.constantFrom(...comparisons),
  filter,
  measure: fc.constantFrom(...measures),
  color: fc.constantFrom("user", "package"),
  allRows: fc.boolean(),
  zoom: fc.option(period),
  options: fc.dictionary(fc.constantFrom("order", "where.radius", "by"), fc.string({ minLength: 1 })),
  search: fc.string(),
  selection: fc.array(picked, { maxLength: 3 }),
  item: fc.option(fc.record({ kind: fc.constantFrom(...itemKinds), key: name })),
  open: fc.uniqueArray(fc.constantFrom("users", "packages", "functions", "log"), { maxLength: 4 }),
  unknown: fc.constant([]),
});

describe("the address", () => {
  it("leaves defaults out", () => {
    expect(viewUrl(defaultView)).toBe("/overview");
    expect(read("/")).toEqual(defaultView);
  });

  it("brings every view back as it was", () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(read(viewUrl(one))).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "/overview?range=7d&tz=Europe/Berlin&compare=year&groups=chemists&packages=Chem,Bio",
    "/packages?range=2026-05-04..2026-05-10&compare=none",
    "/packages?sel=2026-05-04T10:00Z..2026-05-04T12:00Z;package:Chem;user:ann,package:Bio;anonymous",
    "/overview?measure=errors&item=user:ann&panel=functions",
    "/functions?show=runs&functions=Chem:fingerprints&view.order=-time",
    "/events?packages=A%5C,B,C%20D,100%25%26%3D&search=no%20such%20column",
  ])("is as people would write it: %s", (path) => {
    expect(viewUrl(read(path))).toBe(path);
  });

  it("keeps parameters that it does not know, and values that it cannot read", () => {
    const path = "/overview?compare=never&tz=Mars/Base&sel=package&from=mail";
    expect(viewUrl(read(path))).toBe(path);
    expect(read(path).compare).toBe(defaultView.compare);
    expect(read(path).selection).toEqual([]);
  });

  it("survives a mail program that encodes the commas", () => {
    expect(read("/overview?packages=Chem%2CBio").filter.packages).toEqual(["Chem", "Bio"]);
  });

  it("goes to the overview where the tab does not exist", () => {
    expect(read("/nowhere").tab).toBe("overview");
  });

  it("reads days in either order, and leaves to the server what it cannot read", () => {
    expect(read("/overview?range=2026-05-10..2026-05-04").range).toEqual({ kind: "days", from: "2026-05-04", to: "2026-05-10" });
    expect(read("/overview?range=2026-02-30..2026-03-01").range).toEqual({ kind: "typed", text: "2026-02-30..2026-03-01" });
  });

  it("reads every list of names that it writes", () => {
    fc.assert(
      fc.property(names, (all) => {
        expect(readNames(writeNames(all))).toEqual(all);
      }),
    );
  });
});
