import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDelivery, pauseAfter, type Result } from "../../tracker/src/deliver";
import { createQueue, type Queue } from "../../tracker/src/queue";
import { memoryStore } from "../../tracker/src/store";

type Answer = () => Response | Promise<Response>;

let queue: Queue;
let results: Result[];
let bodies: string[][];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", {});
  queue = createQueue(Promise.resolve(memoryStore()), 10_000, 1_000_000, () => {});
  results = [];
  bodies = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A delivery to a server that gives these answers, the last one again and again. */
function deliverTo(...answers: Answer[]) {
  const server = (_: unknown, init?: RequestInit) => {
    const events: { id: string }[] = JSON.parse(`${init?.body}`);
    bodies.push(events.map(({ id }) => id));
    return Promise.resolve((answers.length > 1 ? answers.shift() : answers[0])?.() as Response);
  };
  const stopped = new AbortController();
  const delivery = createDelivery("https://usage", "key", server as typeof fetch, queue, stopped.signal, (of) => results.push(...of));
  return { delivery, stop: () => stopped.abort() };
}

const ok: Answer = () => Response.json({ results: bodies.at(-1)?.map((id) => ({ id, status: "stored" })) });
const status =
  (code: number, headers = {}) =>
  () =>
    Response.json({ error: "no" }, { status: code, headers });
const add = (...ids: string[]) =>
  queue.add(
    [Number(ids[0]), ids.length, 100, 0],
    ids.map((id) => JSON.stringify({ id })),
  );
const left = async () => (await queue.oldest(9999, 999_999)).events.length;

test("what the server has acknowledged leaves the queue, in order", async () => {
  await add("1", "2");
  await add("3");
  const { delivery } = deliverTo(ok);
  await delivery.send();
  expect(bodies).toEqual([["1", "2", "3"]]);
  expect(results.map(({ status }) => status)).toEqual(["stored", "stored", "stored"]);
  expect(await left()).toBe(0);
});

test("what is rejected leaves the queue too, with the reason", async () => {
  await add("1", "2");
  const { delivery } = deliverTo(() =>
    Response.json({
      results: [
        { id: "1", status: "rejected", reason: "time is missing" },
        { id: "2", status: "stored" },
      ],
    }),
  );
  await delivery.send();
  expect(results[0]).toEqual({ id: "1", status: "rejected", reason: "time is missing" });
  expect(await left()).toBe(0);
});

test.each([400, 413, 415])("a request that the server refuses with %i is not sent again", async (code) => {
  await add("1");
  const { delivery } = deliverTo(status(code));
  await delivery.send();
  expect(results).toEqual([{ id: "1", status: "rejected", reason: `HTTP ${code}: no` }]);
  expect(await left()).toBe(0);
});

test.each<[string, Answer]>([
  ["401, as its key is renewed", status(401)],
  ["404", status(404)],
  ["408", status(408)],
  ["500", status(500)],
  ["a page of somebody else", () => new Response("<p>Log in to the hotel's network")],
  ["no answer", () => Promise.reject(new TypeError("Failed to fetch"))],
])("after %s it is sent again, later each time", async (_, answer) => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  await add("1");
  const { delivery } = deliverTo(answer, answer, ok);
  await delivery.send();
  await vi.advanceTimersByTimeAsync(499);
  expect(bodies.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies.length).toBe(2);
  await vi.advanceTimersByTimeAsync(999);
  expect(bodies.length).toBe(2);
  // New events do not shorten the pause.
  delivery.later(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(bodies.length).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies).toEqual([["1"], ["1"], ["1"]]);
  expect(await left()).toBe(0);
});

test.each([429, 503])("a server that answers %i is left alone as long as it asks for", async (code) => {
  await add("1");
  const { delivery } = deliverTo(status(code, { "Retry-After": "7" }), ok);
  await delivery.send();
  await vi.advanceTimersByTimeAsync(6999);
  expect(bodies.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await left()).toBe(0);
});

test("what is too large is sent in halves, and what is too large alone is dropped", async () => {
  await add("1", "2", "3");
  const { delivery } = deliverTo(() => (bodies.at(-1)?.includes("2") ? status(413)() : ok()) as Response);
  await delivery.send();
  expect(bodies).toEqual([["1", "2", "3"], ["1"], ["2", "3"], ["2"], ["3"]]);
  expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual(["1 stored", "2 rejected", "3 stored"]);
});

test("nothing more is tried when the tracker has stopped", async () => {
  await add("1");
  const { delivery, stop } = deliverTo(status(500), ok);
  await delivery.send();
  stop();
  await vi.advanceTimersByTimeAsync(1e6);
  expect(bodies.length).toBe(1);
});

test("what is sent while the page is left stays until it is acknowledged", async () => {
  await add("1");
  let answer = (_: Response) => {};
  const { delivery } = deliverTo(() => new Promise((resolve) => (answer = resolve)));
  delivery.leave();
  delivery.leave();
  expect(bodies).toEqual([["1"]]);
  expect(await left()).toBe(1);
  answer(ok() as Response);
  await vi.advanceTimersByTimeAsync(0);
  expect(await left()).toBe(0);
});

test("pauses double up to a minute, and differ between pages", () => {
  expect([1, 2, 3, 6, 7, 50].map((failures) => pauseAfter(failures, 1))).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  expect(pauseAfter(3, 0)).toBe(2000);
});
