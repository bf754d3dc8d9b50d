import { describe, expect, it } from "vitest";
import { pickedBuckets } from "../../../src/charts/buckets";
import { scopeOf } from "../../../src/scope";
import { area } from "../../../src/state/area";
import { defaultView, type View } from "../../../src/state/view";
import { listTitle, packageList, rankingQuestion, userList } from "../../../src/tabs/overview/lists";
import { pickedBars, picksOf, withBar, withTime } from "../../../src/tabs/overview/picks";

const view: View = { ...defaultView, timeZone: "UTC" };
const day = (date: number) => ({ from: `2026-05-0${date}T00:00:00Z`, to: `2026-05-0${date + 1}T00:00:00Z` });

describe("a click on a bar", () => {
  it("picks exactly that bar, and takes it back", () => {
    const chem = withBar(view, "package", "Chem", false);
    expect(chem.selection).toEqual([area({ packages: ["Chem"] })]);
    expect(withBar(chem, "package", "Bio", false).selection).toEqual([area({ packages: ["Bio"] })]);
    expect(withBar(chem, "package", "Chem", false).selection).toEqual([]);
  });

  it("adds with Ctrl, holds together with the other list, and makes way for it in the panel", () => {
    const two = withBar(withBar(view, "package", "Chem", false), "package", "Bio", true);
    const ann = withBar({ ...two, item: { kind: "user", key: "bob" } }, "user", "ann", false);
    expect(ann.selection).toEqual([area({ packages: ["Chem", "Bio"], users: ["ann"] })]);
    expect(ann.item).toBeNull();
    expect(withBar(ann, "package", "Bio", true).selection).toEqual([area({ packages: ["Chem"], users: ["ann"] })]);
  });

  it("picks what nobody known did, beside users as an area of its own", () => {
    const nobody = withBar(view, "user", null, false);
    expect(nobody.selection).toEqual([area({ anonymous: true })]);
    expect(packageList(nobody).measure).toBe("events");
    const both = withBar(nobody, "user", "ann", true);
    expect(both.selection).toEqual([area({ users: ["ann"] }), area({ anonymous: true })]);
    expect(pickedBars(both, "user")).toEqual(["ann", null]);
    expect(packageList(both).measure).toBe("users");
    expect(listTitle(nobody, packageList(nobody))).toBe("Events of Anonymous per package, last 30 days");
  });
});

describe("a click on a bucket", () => {
  it("picks its time, joins neighbours with Ctrl, and takes one out again", () => {
    const first = withTime(view, day(1), false);
    expect(first.selection).toEqual([area(day(1))]);
    expect(withTime(first, day(1), false).selection).toEqual([]);
    const three = withTime(withTime(first, day(2), true), day(3), true);
    expect(three.selection).toEqual([area({ from: day(1).from, to: day(3).to })]);
    expect(withTime(three, day(2), true).selection).toEqual([area(day(1)), area(day(3))]);
    expect(withTime(three, day(2), false).selection).toEqual([area(day(2))]);
    expect(picksOf(withTime(three, day(2), true)).times).toEqual([day(1), day(3)]);
  });

  it("narrows both lists to it, against its counterpart", () => {
    const picked = withTime(withBar(view, "package", "Chem", false), day(3), false);
    const answered = {
      from: day(2).from,
      to: day(4).to,
      timeZone: "UTC",
      asOf: day(4).to,
      previousFrom: "2026-04-29T00:00:00Z",
      previousTo: day(2).from,
    };
    const { compare: _, ...rest } = scopeOf(view);
    const inTime = { ...rest, range: day(3), compareWith: { from: "2026-04-30T00:00:00.000Z", to: "2026-05-01T00:00:00.000Z" } };
    expect(rankingQuestion(picked, scopeOf(view), userList, answered)?.scope).toEqual({ ...inTime, selection: [{ packages: ["Chem"] }] });
    expect(rankingQuestion(picked, scopeOf(view), packageList(picked), answered)?.scope).toEqual(inTime);
    expect(listTitle(picked, packageList(picked))).toBe("Users per package, 3 May 2026");
  });

  it("marks the buckets that lie in what is picked, the first one by the part of it that counts", () => {
    const place = (date: number) => ({ ...day(date), label: "", words: "", future: false, unfinished: false, time: day(date) });
    const cut = { ...place(1), time: { from: "2026-05-01T10:00:00Z", to: day(1).to } };
    expect(pickedBuckets([cut, place(2), place(3)], [cut.time, day(3)])).toEqual([0, 2]);
  });
});
