import { describe, expect, it } from "vitest";
import { hueOf, initials } from "../../src/panels/cards/avatar";
import { eventProperties, parameterRows } from "../../src/panels/cards/event";
import { functionProperties } from "../../src/panels/cards/function";
import { versionWords } from "../../src/panels/cards/package";
import type { NodeOf } from "../../src/panels/cards/query";
import { sessionPage } from "../../src/panels/cards/rows";
import { userProperties } from "../../src/panels/cards/user";
import { eventRow } from "../../src/panels/latest";
import { shownAs, toggled } from "../../src/panels/layout";
import { onlyThis, splitQualified, toggleCondition } from "../../src/panels/things";
import { duration, moment, shortMoment } from "../../src/panels/words";
import { noFilter } from "../../src/state/filter";
import { defaultView } from "../../src/state/view";

const zone = "Europe/Berlin";

describe("the card of a user", () => {
  it("links to groups, and says when somebody was never seen", () => {
    const properties = userProperties(
      { id: "U1", login: "ann", name: null, registeredAt: null, firstEventAt: null, lastEventAt: null, groups: [{ name: "chemists" }] },
      zone,
    );
    expect(properties.map(({ name, value }) => [name, value])).toEqual([
      ["Login", "ann"],
      ["Groups", [{ item: { kind: "group", key: "chemists" }, label: "chemists" }]],
      ["First seen", "never"],
      ["Last seen", null],
      ["Registered", null],
    ]);
  });

  it("has initials and a colour that stays", () => {
    expect([initials("abanerjee", "Arjun Banerjee"), initials("ann", null), initials("ann.lee", null)]).toEqual(["AB", "AN", "AL"]);
    expect(hueOf("ann")).toBe(hueOf("ann"));
    expect(hueOf("ann")).not.toBe(hueOf("bob"));
  });
});

const event: NodeOf<"Event"> = {
  __typename: "Event",
  id: "V1",
  time: "2026-05-04T10:00:12Z",
  senderId: "01a2",
  source: "script",
  description: null,
  isError: false,
  durationMs: 1234,
  action: null,
  parameters: null,
  eventType: { id: "T1", name: "run" },
  package: { name: "Chem" },
  function: { name: "fingerprints", package: { name: "Chem" } },
  user: null,
  session: { id: "S1", startedAt: "2026-05-04T09:00:00Z" },
  error: null,
  touched: [],
};

describe("the card of an event", () => {
  it("tells everything of it, with links to what is around it", () => {
    const all = new Map(eventProperties(event, zone).map(({ name, value }) => [name, value]));
    expect(all.get("Time")).toBe("4 May 2026, 12:00:12 CEST");
    expect(all.get("User")).toBe("Anonymous");
    expect(all.get("Took")).toBe("1.2 s");
    expect(all.get("Function")).toEqual([{ item: { kind: "function", key: "Chem:fingerprints" }, label: "Chem:fingerprints" }]);
    expect(all.get("Session")).toEqual([{ item: { kind: "session", key: "S1" }, label: "of 4 May 2026, 11:00:00 CEST" }]);
    expect(all.get("Counts as an error")).toBeNull();
  });

  it("shows parameters by name, those of a run by direction, and objects as JSON", () => {
    expect(parameterRows({ inputs: { table: "JAK2", steps: 3 }, outputs: { out: [1] }, note: null })).toEqual([
      { name: "inputs.table", text: "JAK2", block: false },
      { name: "inputs.steps", text: "3", block: false },
      { name: "outputs.out", text: "[\n  1\n]", block: true },
      { name: "note", text: "null", block: false },
    ]);
    expect(parameterRows(null)).toEqual([]);
    expect(parameterRows("text")).toEqual([{ name: "value", text: "text", block: false }]);
  });
});

describe("rows of single things", () => {
  it("say of an event what happened, who did it and when, and of an error that it is one", () => {
    const { touched: _, ...rest } = event;
    const row = eventRow({ ...rest, isError: true, user: { login: "ann" } }, zone);
    expect([row.label, row.detail, row.value]).toEqual(["⚠ run", "ann, script", "4 May, 12:00"]);
    expect(row.words).toBe("Error: run, script run, ann, 4 May 2026, 12:00:12 CEST, 1.2 s");
  });

  it("say of a session how long it took and what went wrong", () => {
    const session = {
      id: "S1",
      startedAt: "2026-05-04T10:00:00Z",
      lastEventAt: "2026-05-04T10:02:05Z",
      eventCount: 12,
      errorCount: 1,
      client: "web",
    };
    const { rows } = sessionPage({ totalCount: 1, nodes: [session], pageInfo: { hasNextPage: false, endCursor: null } }, zone);
    expect(rows[0]).toMatchObject({ label: "4 May, 12:00", detail: "2 min 5 s, 1 error", value: "12 events" });
  });
});

describe("the card of a function", () => {
  it("declares what goes in and what comes out", () => {
    const home = { name: "Chem" };
    const inputs = [{ name: "table", type: "dataframe" }];
    const found = { id: "F1", name: "run", kind: "script", description: null, tags: ["a", "b"], package: home, inputs, outputs: [] };
    const all = new Map(functionProperties(found).map(({ name, value }) => [name, value]));
    expect([all.get("Tags"), all.get("Inputs"), all.get("Outputs"), all.get("Description")]).toEqual([
      "a, b",
      "table: dataframe",
      "",
      null,
    ]);
  });

  it("is found by the package and the name", () => {
    expect(splitQualified("Chem:a:b")).toEqual({ packageName: "Chem", name: "a:b" });
    expect([splitQualified("Chem"), splitQualified(":a"), splitQualified("Chem:")]).toEqual([null, null, null]);
  });
});

it("says the latest versions of a package with their dates", () => {
  const version = (name: string) => ({ version: name, publishedAt: "2026-05-04T23:00:00Z" });
  expect(versionWords(["4", "3", "2", "1"].map(version), zone)).toBe("4 (5 May 2026), 3 (5 May 2026), 2 (5 May 2026) and 1 earlier");
  expect(versionWords([{ version: "1", publishedAt: null }], zone)).toBe("1");
});

describe("a thing as a condition", () => {
  const ann = { list: "users", name: "ann" } as const;
  const bob = { ...defaultView, filter: { ...noFilter, users: ["bob"] } };

  it("comes beside others, and is taken back", () => {
    const both = toggleCondition(bob, ann);
    expect(both.filter.users).toEqual(["bob", "ann"]);
    expect(toggleCondition(both, ann).filter.users).toEqual(["bob"]);
  });

  it("stands for the card only where the filter can say the same", () => {
    expect(onlyThis(defaultView, ann)?.filter.users).toEqual(["ann"]);
    expect(onlyThis(toggleCondition(bob, ann), ann)?.filter.users).toEqual(["ann"]);
    expect(onlyThis(bob, ann)).toBeNull();
  });
});

it("says instants and durations", () => {
  expect(moment("2026-01-04T10:00:00Z", zone)).toBe("4 Jan 2026, 11:00:00 CET");
  expect(shortMoment("2026-01-04T10:00:00Z", zone)).toBe("4 Jan, 11:00");
  expect([0.4, 340, 999.7, 1234, 59_960, 125_000, 3_599_600, 3_840_000].map(duration)).toEqual([
    "0.4 ms",
    "340 ms",
    "1 s",
    "1.2 s",
    "1 min 0 s",
    "2 min 5 s",
    "1 h 0 min",
    "1 h 4 min",
  ]);
});

it("shows the panel when there is something to show, unless a reader said otherwise", () => {
  expect([
    shownAs("auto", true),
    shownAs("auto", false),
    shownAs("folded", true),
    shownAs("folded", false),
    shownAs("open", false),
  ]).toEqual(["open", "none", "folded", "none", "open"]);
  expect([toggled("auto", true), toggled("folded", true), toggled("auto", false), toggled("open", false), toggled("open", true)]).toEqual([
    "folded",
    "auto",
    "open",
    "auto",
    "folded",
  ]);
});
