import { expect, test, vi } from "vitest";
import { createAction } from "../../tracker/src/action";
import { placeOf } from "../../tracker/src/capture/navigation";
import { ruleFor } from "../../tracker/src/capture/rules";
import { createClock } from "../../tracker/src/clock";
import { createPolicy, isWanted } from "../../tracker/src/policy";
import { createSession } from "../../tracker/src/session";

test("the page turns off for good, the server decides the rest, and the page what it is silent about", () => {
  expect(ruleFor("click", undefined, undefined)).toBe(true);
  expect(ruleFor("rows-selected", {}, {})).toBe(false);
  expect(ruleFor("keydown", {}, {})).toBe(false);
  expect(ruleFor("rows-selected", { "rows-selected": true }, {})).toBe(true);
  expect(ruleFor("rows-selected", {}, { "rows-selected": true })).toBe(true);
  expect(ruleFor("click", { click: ".toolbar *" }, {})).toBe(".toolbar *");
  expect(ruleFor("click", { click: true }, { click: ".menu *" })).toBe(".menu *");
  expect(ruleFor("click", { click: false }, { click: true })).toBe(false);
});

test("levels and types that the server does not want are told", () => {
  const wishes = { levels: ["audit", "usage"], capture: { dragstart: false, click: ".menu *" } };
  expect(isWanted(wishes, "audit", "click")).toBe(true);
  expect(isWanted(wishes, "debug", "click")).toBe(false);
  expect(isWanted(wishes, "usage", "dragstart")).toBe(false);
  expect(isWanted(wishes, "function", "run")).toBe(true);
  expect(isWanted({ levels: ["error"] }, "function", "run")).toBe(false);
  expect(isWanted({}, "debug", "anything")).toBe(true);
});

test("the policy is asked for every five minutes with its tag, and when it ends; without an answer the last one holds", async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  const asked: (string | null)[] = [];
  const answers = [
    Response.json(
      { levels: ["audit"], packages: { Chem: { levels: ["debug"] } }, until: "2026-01-01T00:06:00Z" },
      { headers: { ETag: '"1"' } },
    ),
    new Response(null, { status: 304 }),
    new Response(null, { status: 503 }),
    new Response(null, { status: 404 }),
  ];
  const fetch = (_: unknown, init?: RequestInit) => {
    asked.push(new Headers(init?.headers).get("If-None-Match"));
    return Promise.resolve(answers.shift() as Response);
  };
  const policy = createPolicy("https://usage", "ann", fetch as typeof window.fetch, createClock(), new AbortController().signal);
  expect(policy.current).toBeUndefined();
  await policy.load(() => {});
  expect([policy.wishes(undefined).levels, policy.wishes("Chem").levels, policy.wishes("Bio").levels]).toEqual([
    ["audit"],
    ["debug"],
    ["audit"],
  ]);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(asked).toEqual([null, '"1"']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.length).toBe(3);
  expect(policy.wishes(undefined).levels).toEqual(["audit"]);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(policy.current).toEqual({});
  vi.useRealTimers();
});

test("an action lasts until the next gesture, or some seconds", () => {
  let now = 100;
  const action = createAction(() => now);
  expect(action.current()).toBeUndefined();
  action.begin();
  const first = action.current();
  now += 4999;
  expect(action.current()).toBe(first);
  action.begin();
  expect(action.current()).not.toBe(first);
  now += 5000;
  expect(action.current()).toBeUndefined();
});

test("a session goes on over reloads, ends when nothing happens, and belongs to one user", () => {
  const storage = new Map<string, unknown>();
  const keep = (_: string, name: string, value?: unknown) => {
    if (value) storage.set(name, value);
    return storage.get(name);
  };
  let now = 1e12;
  const start = (user: string) => createSession(user, () => now, keep as never);
  const first = start("ann")();
  now += 1_799_000;
  expect(start("ann")()).toBe(first);
  expect(start("bob")()).not.toBe(first);
  now += 1_801_000;
  expect(start("ann")()).not.toBe(first);
});

test("an address is told without what may be about a person", () => {
  expect(placeOf({ pathname: "/p/chem", hash: "" })).toBe("/p/chem");
  expect(placeOf({ pathname: "/", hash: "#/tables/7?user=ann" })).toBe("/#/tables/7");
  expect(placeOf({ pathname: "/", hash: "#access_token=hunter2" })).toBe("/#access_token");
});
