import { describe, expect, it } from "vitest";
import type { BreakdownPage, BreakdownRow, Summary } from "../../src/panels/query";
import { detailsOf, rowPage, sectionScope, totalWords } from "../../src/panels/sections";
import { selectionAsFilter } from "../../src/scope";
import { viewUrl } from "../../src/state/address";
import { area } from "../../src/state/area";
import { noFilter } from "../../src/state/filter";
import { defaultView, type View } from "../../src/state/view";

const noKey: BreakdownRow["key"] = { package: null, function: null, user: null, source: null, eventType: null, error: null };
const row = (key: Partial<BreakdownRow["key"]>, events: number, share: number): BreakdownRow => ({
  key: { ...noKey, ...key },
  measures: { events },
  share,
});
const page = (...rows: BreakdownRow[]): BreakdownPage => ({
  totalRows: rows.length,
  rows,
  pageInfo: { hasNextPage: false, endCursor: "last" },
});

const signatures = (...all: string[]): Summary["errors"] => ({
  totalRows: all.length,
  rows: all.map((signature) => ({ key: { error: { signature } } })),
});
const summary: Summary = {
  scope: {
    from: "2026-05-01T00:00:00Z",
    to: "2026-05-03T00:00:00Z",
    timeZone: "UTC",
    asOf: "2026-05-02T12:00:00Z",
    previousFrom: null,
    previousTo: null,
    eventsSince: null,
  },
  totals: { events: 100, users: 3, sessions: 9, errors: 4, errorRate: 0.04, duration: null },
  previous: null,
  series: { bucket: "DAY", buckets: [], finishedBuckets: 0, lines: [] },
  packages: { totalRows: 2 },
  functions: { totalRows: 5 },
  kinds: {
    rows: [
      { key: { functionKind: null }, measures: { events: 70 } },
      { key: { functionKind: "script" }, measures: { events: 30 } },
    ],
  },
  sources: {
    rows: [
      { key: { source: "usage" }, measures: { events: 93 } },
      { key: { source: "audit" }, measures: { events: 7 } },
    ],
  },
  eventTypes: { totalRows: 8 },
  errors: signatures("a1", "b2"),
};

const view: View = { ...defaultView, tab: "packages", selection: [area({ packages: ["Chem"], users: ["ann"] })] };
const from = selectionAsFilter(view);
const urlOf = (name: Parameters<typeof detailsOf>[0], of: Summary = summary, base = from): string => {
  const details = detailsOf(name, base, of);
  return details ? viewUrl(details.view) : "none";
};

describe("rows of a section", () => {
  it("leave out events without a function, and count functions only", () => {
    const all = page(row({}, 70, 0.7), row({ function: { name: "run", package: { name: "Chem" } } }, 30, 0.3));
    const { rows, total } = rowPage("functions", all, summary);
    expect(rows).toEqual([
      {
        key: "Chem:run",
        item: { kind: "function", key: "Chem:run" },
        label: "Chem:run",
        detail: "",
        value: "30",
        share: 0.3,
        words: "Chem:run: 30 runs, 30% of all events",
      },
    ]);
    expect(total).toBe(4);
  });

  it("count every function where all events have one", () => {
    const runs = { ...summary, kinds: { rows: summary.kinds.rows.slice(1) } };
    expect(rowPage("functions", page(), runs).total).toBe(5);
  });

  it("name nobody known without a link", () => {
    const { rows } = rowPage("users", page(row({ user: { login: "ann", name: "Ann Lee" } }, 1, 0.5), row({}, 1, 0.5)), summary);
    expect(rows.map(({ item, label, detail }) => [item, label, detail])).toEqual([
      [{ kind: "user", key: "ann" }, "Ann Lee", "ann"],
      [null, "Anonymous", "no known user"],
    ]);
  });

  it("know errors and event types by their id", () => {
    const error = rowPage("errors", page(row({ error: { id: "E1", message: "No route" } }, 2, 0.1), row({}, 1, 0.1)), summary);
    expect(error.rows.map(({ item, label }) => [item?.key, label])).toEqual([
      ["E1", "No route"],
      [undefined, "Errors without a message"],
    ]);
    const audit = rowPage("audit", page(row({ eventType: { id: "T1", source: "audit", name: "saved" } }, 2, 0.1)), summary);
    expect(audit.rows[0]?.item).toEqual({ kind: "eventType", key: "T1" });
  });

  it("go on where there is a next page", () => {
    const more = { ...page(), pageInfo: { hasNextPage: true, endCursor: "here" } };
    expect([rowPage("log", more, summary).next, rowPage("log", page(), summary).next]).toEqual(["here", null]);
  });
});

describe("a section's header", () => {
  it("says its total, of events with their noun", () => {
    const words = (["users", "packages", "functions", "types", "log", "audit", "errors"] as const).map((name) => totalWords(name, summary));
    expect(words).toEqual(["3", "2", "4", "8", "100 events", "7 events", "2"]);
  });

  it("asks for audit events only where the filter lets them through", () => {
    expect(sectionScope("audit", { sources: ["audit", "usage"] })).toEqual({ sources: ["audit"] });
    expect(sectionScope("audit", {})).toEqual({ sources: ["audit"] });
    expect(sectionScope("audit", { sources: ["usage"] })).toBeNull();
    expect(sectionScope("log", { sources: ["usage"] })).toEqual({ sources: ["usage"] });
  });
});

describe("details", () => {
  it("carry the whole selection as conditions to the tab that shows more", () => {
    expect(urlOf("functions")).toBe("/functions?users=ann&packages=Chem");
    expect(urlOf("users")).toBe("/overview?users=ann&packages=Chem");
    expect(urlOf("log")).toBe("/events?users=ann&packages=Chem");
    expect(detailsOf("functions", from, summary)?.words).toBe("Show 4 functions on the Functions tab");
  });

  it("keep several points together", () => {
    const several = selectionAsFilter({ ...view, selection: [area({ packages: ["Chem"] }), area({ users: ["ann"] })] });
    expect(urlOf("packages", summary, several)).toBe("/packages?picked=package:Chem,user:ann");
  });

  it("add the source of audit events", () => {
    expect(urlOf("audit")).toBe("/events?users=ann&packages=Chem&sources=audit");
  });

  it("name the errors only where all of them fit, and say so", () => {
    expect(urlOf("errors")).toBe("/events?users=ann&packages=Chem&errors=a1,b2");
    expect(detailsOf("errors", from, summary)?.words).toBe("Show the events with these 2 errors on the Events tab");
    const unnamed = { ...summary, errors: { totalRows: 2, rows: [...signatures("a1").rows, { key: { error: null } }] } };
    expect(urlOf("errors", unnamed)).toBe("/events?users=ann&packages=Chem");
    const many = { ...summary, errors: { ...signatures("a1"), totalRows: 51 } };
    expect(detailsOf("errors", from, many)?.words).toBe("Show all 100 events on the Events tab");
  });

  it("are not offered where there is nothing to show", () => {
    expect(urlOf("errors", { ...summary, errors: signatures() })).toBe("none");
    expect(urlOf("users", summary, { ...defaultView, filter: noFilter })).toBe("/overview");
  });
});
