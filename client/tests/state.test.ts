import { describe, expect, it } from "vitest";
import { clearFilters, defaultView, isSelected, readNames, readView, stepBack, toggleSelected, viewUrl, writeNames } from "../src/state";

const read = (path: string) => readView(new URL(path, "http://localhost"));

describe("the address", () => {
  it("leaves defaults out", () => {
    expect(viewUrl(defaultView)).toBe("/overview");
    expect(read("/")).toEqual(defaultView);
  });

  it.each([
    "/overview?range=7d&tz=Europe/Berlin&compare=year&groups=chemists&packages=Chem,Bio",
    "/packages?range=2026-05-04..2026-05-10&compare=none",
    "/overview?measure=errors&sel=package:Chem,user:ann",
    "/events?packages=A%5C,B,C%20D,100%25%26%3D",
  ])("comes back as it was: %s", (path) => {
    expect(viewUrl(read(path))).toBe(path);
  });

  it("keeps parameters that it does not know, and values that it cannot read", () => {
    const path = "/overview?panel=functions&range=soon&tz=Mars/Base&from=mail";
    expect(viewUrl(read(path))).toBe(path);
    expect(read(path).range).toEqual(defaultView.range);
  });

  it("survives a mail program that encodes the commas", () => {
    expect(read("/overview?packages=Chem%2CBio").packages).toEqual(["Chem", "Bio"]);
  });

  it("goes to the overview where the tab does not exist", () => {
    expect(read("/nowhere").tab).toBe("overview");
  });

  it("reads days in either order and refuses days that do not exist", () => {
    expect(read("/overview?range=2026-05-10..2026-05-04").range).toEqual({ kind: "days", from: "2026-05-04", to: "2026-05-10" });
    expect(read("/overview?range=2026-02-30..2026-03-01").range).toEqual(defaultView.range);
  });

  it("reads every list of names that it writes", () => {
    for (const names of [["a,b", "c\\"], ["\\,", ","], ["Chem"], ["ü, é", "x:y"]]) expect(readNames(writeNames(names))).toEqual(names);
  });
});

describe("cross-filter", () => {
  const chem = { kind: "package", name: "Chem" } as const;
  const bio = { kind: "package", name: "Bio" } as const;
  const ann = { kind: "user", name: "ann" } as const;

  it("selects on the first click and takes back on the second", () => {
    const once = toggleSelected(defaultView, chem);
    expect(isSelected(once, chem)).toBe(true);
    expect(toggleSelected(once, chem).selected).toEqual([]);
  });

  it("holds one of each kind and steps back in the order of the clicks", () => {
    const both = toggleSelected(toggleSelected(toggleSelected(defaultView, chem), ann), bio);
    expect(both.selected).toEqual([ann, bio]);
    expect(stepBack(both)?.selected).toEqual([ann]);
    expect(stepBack(defaultView)).toBeNull();
  });

  it("is cleared with the other filters; zone and comparison stay", () => {
    const view = { ...toggleSelected(defaultView, ann), groups: ["chemists"], timeZone: "UTC", compare: "none" as const };
    expect(clearFilters(view)).toEqual({ ...defaultView, timeZone: "UTC", compare: "none" });
  });
});
