import { describe, expect, it } from "vitest";
import { noFilters, problemOf, readFilters, whereOf, writeFilters } from "../../src/pages/inspector/filters";
import type { InspectorEvent } from "../../src/pages/inspector/query";
import { wireOf } from "../../src/pages/inspector/wire";
import { pageAt } from "../../src/pages/registry";
import { searchWhere } from "../../src/tabs/events/log/query";

const session = "3d0c4f5e-9a55-4d8e-9c7e-6a1f0f3b2c11";

describe("the filters of the inspector", () => {
  it("are written into the address and read back, with what they do not know", () => {
    const filters = { user: "ann", session, level: ["error", "others"], type: "a&b", search: "50 %", unknown: [["later", "1"]] } as const;
    const query = writeFilters(filters);
    expect(query).toContain("level=error,others");
    expect(readFilters(query)).toEqual(filters);
    expect(writeFilters(noFilters)).toBe("");
    expect(readFilters("?level=loud,error")).toEqual({ ...noFilters, level: ["error"] });
  });

  it("are one condition", () => {
    expect(whereOf(noFilters)).toBeNull();
    expect(whereOf({ ...noFilters, level: ["error"] })).toEqual({ source: { in: ["error"] } });
    expect(whereOf({ ...noFilters, user: "ann", search: "x" })).toEqual({ and: [{ user: { login: { ieq: "ann" } } }, searchWhere("x")] });
  });

  it("know other sources as those that are no level", () => {
    const rest = { source: { nin: ["audit", "usage", "info", "debug", "warning", "error"] } };
    expect(whereOf({ ...noFilters, level: ["others"] })).toEqual(rest);
    expect(whereOf({ ...noFilters, level: ["debug", "others"] })).toEqual({ or: [{ source: { in: ["debug"] } }, rest] });
    expect(whereOf({ ...noFilters, level: ["audit", "usage", "info", "debug", "warning", "error", "others"] })).toBeNull();
  });

  it("ask for a session only by its id", () => {
    expect(problemOf({ ...noFilters, session })).toBeNull();
    expect(problemOf({ ...noFilters, session: "yesterday" })).toContain("“yesterday”");
  });
});

it("copies an event as its sender would send it", () => {
  const event = {
    id: "node",
    senderId: "0190c2d1-7a3e-7bbb-8000-000000000001",
    time: "2026-11-02T03:04:05.678Z",
    source: "script",
    isError: true,
    description: null,
    durationMs: 412,
    action: null,
    parameters: { inputs: { smiles: "CCO" } },
    eventType: { id: "type", name: "run" },
    user: { login: "ann", name: "Ann" },
    session: { id: "s", clientId: session, client: "web", version: "1.2" },
    package: { name: "Chem" },
    function: { name: "fingerprints", package: { name: "Chem" } },
    error: { message: "No", stack: null, handled: false, signature: { id: "e" } },
    touched: [{ role: "input", entity: { id: "n", type: "table", key: "t-77", name: "compounds", package: null } }],
  } satisfies InspectorEvent;
  expect(wireOf(event)).toEqual({
    id: "0190c2d1-7a3e-7bbb-8000-000000000001",
    time: "2026-11-02T03:04:05.678Z",
    source: "script",
    type: "run",
    user: "ann",
    session,
    package: "Chem",
    function: "Chem:fingerprints",
    durationMs: 412,
    parameters: { inputs: { smiles: "CCO" } },
    entities: [{ type: "table", id: "t-77", name: "compounds", role: "input" }],
    error: { message: "No", handled: false },
    client: "web",
    version: "1.2",
  });
});

it("finds pages by their paths, and the app everywhere else", () => {
  expect(pageAt("/inspector/")?.title).toBe("Client logs");
  expect(pageAt("/settings/logging")?.title).toBe("Logging settings");
  expect(["/", "/events", "/settings", "/inspector/more"].map(pageAt)).toEqual([undefined, undefined, undefined, undefined]);
});
