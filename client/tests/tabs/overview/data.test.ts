import { describe, expect, it } from "vitest";
import { toCsv } from "../../../src/parts/table";
import { scopeOf, withoutMissing } from "../../../src/scope";
import { area } from "../../../src/state/area";
import { noFilter } from "../../../src/state/filter";
import { defaultView, type View } from "../../../src/state/view";
import { cards, timeline, timelineTable, timelineTitle } from "../../../src/tabs/overview/data";
import { barRows, filterRows, listTable, listTitle, packageList, rankingQuestion, userList } from "../../../src/tabs/overview/lists";
import type { RankingRow, Trend } from "../../../src/tabs/overview/query";

const all = (...values: number[]) => ({ users: values, newUsers: values, sessions: values, events: values, errors: values });
const total = (value: number) => ({ users: value, newUsers: value, sessions: value, events: value, errors: value });

const trend: Trend = {
  scope: {
    from: "2026-05-03T22:00:00Z",
    to: "2026-05-07T22:00:00Z",
    timeZone: "Europe/Berlin",
    asOf: "2026-05-06T12:02:00Z",
    previousFrom: null,
    previousTo: null,
  },
  totals: total(9),
  previous: { ...total(6), newUsers: 0 },
  series: {
    bucket: "DAY",
    buckets: ["2026-05-03T22:00:00Z", "2026-05-04T22:00:00Z", "2026-05-05T22:00:00Z", "2026-05-06T22:00:00Z"],
    finishedBuckets: 2,
    firstCut: true,
    lastCut: false,
    lines: [all(4, 6, 2, 0)],
    previous: [all(3, 0, 5)],
  },
};

const chemists = { ...noFilter, groups: ["chemists"] };
const view: View = { ...defaultView, timeZone: "Europe/Berlin", filter: chemists };
const narrowed: View = { ...view, selection: [area({ packages: ["Chem"], users: ["ann"] })] };

const row = (key: Partial<RankingRow["key"]>, events: number, before: number | null, share: number): RankingRow => ({
  key: { package: null, user: null, ...key },
  measures: { users: 1, events },
  previous: before === null ? null : { users: 1, events: before },
  share,
});

describe("the line", () => {
  const points = timeline(trend, "users");

  it("draws nothing after now and marks the bucket that now falls into", () => {
    expect(points.map(({ value }) => value)).toEqual([4, 6, 2, null]);
    expect(points.map(({ unfinished }) => unfinished)).toEqual([false, false, true, false]);
    expect(points[0]?.words).toBe("Mon 4 May 2026, 00:00–24:00 CEST, part of the range only");
    expect(points[2]?.words).toBe("Wed 6 May 2026, 00:00–24:00 CEST, until 14:02");
  });

  it("stands beside the comparison, which may have fewer buckets", () => {
    expect(points.map(({ previous }) => previous)).toEqual([3, 0, 5, null]);
  });

  it("says in its title what it shows", () => {
    expect(timelineTitle(view, trend)).toBe("Unique users per day, chemists, last 30 days");
    expect(timelineTitle({ ...view, filter: { ...noFilter, packages: ["Chem", "Bio"] }, measure: "errors" }, null)).toBe(
      "Errors, packages Chem and Bio, last 30 days",
    );
  });

  it("is the same in the table and in the download", () => {
    const table = timelineTable(points.slice(1, 3), "users", "previous period");
    expect(table.rows.map((cells) => cells.map(({ text }) => text))).toEqual([
      ["Tue 5 May 2026, 00:00–24:00 CEST", "6", "0", "new"],
      ["Wed 6 May 2026, 00:00–24:00 CEST, until 14:02", "2", "5", "▼ −60%"],
    ]);
    expect(toCsv(table)).toBe(
      "Time,Unique users,In the previous period,Change\r\n2026-05-04T22:00:00Z,6,0,\r\n2026-05-05T22:00:00Z,2,5,-0.6\r\n",
    );
  });
});

describe("the cards", () => {
  it("are green and red only where more is really better or worse", () => {
    expect(cards(trend).map(({ label, tone, change }) => `${label}: ${tone} ${change.text}`)).toEqual([
      "Active users: good ▲ +50%",
      "New users: neutral new",
      "Sessions: good ▲ +50%",
      "Events: neutral ▲ +50%",
      "Errors: bad ▲ +50%",
    ]);
  });

  it("say nothing of a change without a comparison", () => {
    expect(cards({ ...trend, previous: null }).map(({ change }) => change.text)).toEqual(["–", "–", "–", "–", "–"]);
  });
});

describe("the bar lists", () => {
  it("ask for what the other one has selected, never for their own selection", () => {
    const scope = scopeOf(narrowed);
    expect(rankingQuestion(narrowed, scope, packageList(narrowed), null)).toEqual({
      scope: { ...scope, selection: [{ users: ["ann"] }] },
      by: ["PACKAGE"],
      order: [{ events: "DESC" }],
    });
    expect(rankingQuestion(narrowed, scope, userList, null)?.scope).toEqual({ ...scope, selection: [{ packages: ["Chem"] }] });
    expect(rankingQuestion(view, scope, packageList(view), null)?.order).toEqual([{ users: "DESC" }, { events: "DESC" }]);
  });

  it("say in their titles what narrows them", () => {
    expect(listTitle(view, packageList(view))).toBe("Users per package, chemists, last 30 days");
    expect(listTitle(narrowed, packageList(narrowed))).toBe("Events of ann per package, chemists, last 30 days");
    expect(listTitle(narrowed, userList)).toBe("Events per user in package Chem, chemists, last 30 days");
  });

  const rows = barRows(
    [
      row({ user: { login: "ann", name: "Ann Adams" } }, 80, 40, 0.8),
      row({}, 15, 0, 0.15),
      row({ user: { login: "=bob", name: null } }, 5, 5, 0.05),
    ],
    userList,
  );

  it("have bars relative to the longest, and a row for nobody", () => {
    expect(rows.map(({ name, label, part }) => [name, label, part])).toEqual([
      ["ann", "Ann Adams", 1],
      [null, "Anonymous", 0.1875],
      ["=bob", "=bob", 0.0625],
    ]);
  });

  it("are searched by name and login", () => {
    expect(filterRows(rows, " ADAMS ").map(({ name }) => name)).toEqual(["ann"]);
    expect(filterRows(rows, "bob").map(({ name }) => name)).toEqual(["=bob"]);
  });

  it("download what they show, and no formulas", () => {
    expect(toCsv(listTable(rows, userList, null))).toBe("User,Events,Share\r\nann,80,0.8\r\nAnonymous,15,0.15\r\n'=bob,5,0.05\r\n");
  });
});

describe("the scope", () => {
  it("turns days into whole days of the zone and asks for no comparison with what is before all time", () => {
    const days = scopeOf({ ...view, range: { kind: "days", from: "2026-03-28", to: "2026-03-29" } });
    expect(days.range).toEqual({ from: "2026-03-27T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
    expect(scopeOf({ ...view, range: { kind: "preset", preset: "all" } }).compare).toBe("NONE");
  });

  it("leaves out names that no longer exist", () => {
    expect(scopeOf(withoutMissing(view, new Set(["groups:chemists"])))).not.toHaveProperty("groups");
  });
});
