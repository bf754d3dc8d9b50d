import fc from "fast-check";
import { expect, test } from "vitest";
import { createQueue, excess, fitting } from "../../tracker/src/queue";
import { type ChunkKey, memoryStore, type Store } from "../../tracker/src/store";

const key = (at: number, events = 1, size = 10): ChunkKey => [at, events, size, at];
const chunk = (at: number, events = 1) => [key(at, events, events * 10), Array.from({ length: events }, (_, i) => `${at}.${i}`)] as const;

test("the oldest go first, and no more than must", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(99))), fc.nat(40), fc.nat(400), (sizes, events, size) => {
      const keys = sizes.map(([n, bytes], at): ChunkKey => [at, n, bytes, at]);
      const over = excess(keys, events, size);
      const sum = (some: readonly ChunkKey[], at: 1 | 2) => some.reduce((total, one) => total + one[at], 0);
      expect(over).toEqual(keys.slice(0, over.length));
      expect(sum(keys.slice(over.length), 1)).toBeLessThanOrEqual(events);
      expect(sum(keys.slice(over.length), 2)).toBeLessThanOrEqual(size);
      const one = keys.slice(over.length - 1);
      if (over.length) expect(sum(one, 1) > events || sum(one, 2) > size).toBe(true);
      expect(fitting(keys, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(keys.length);
    }),
  );
});

test("what is added comes out in order, in batches within limits but of at least one chunk", async () => {
  const queue = createQueue(Promise.resolve(memoryStore()), 100, 10_000, () => {});
  for (const at of [1, 2, 3]) await queue.add(...chunk(at, 2));
  expect((await queue.oldest(4, 1000)).events).toEqual(["1.0", "1.1", "2.0", "2.1"]);
  const first = await queue.oldest(1, 1);
  expect(first.events).toEqual(["1.0", "1.1"]);
  await queue.remove(first.keys);
  expect((await queue.oldest(100, 1000)).events).toEqual(["2.0", "2.1", "3.0", "3.1"]);
});

test("beyond its limits the oldest are dropped and counted", async () => {
  let dropped = 0;
  const queue = createQueue(Promise.resolve(memoryStore()), 5, 10_000, (events) => {
    dropped += events;
  });
  for (const at of [1, 2, 3, 4]) await queue.add(...chunk(at, 2));
  expect(dropped).toBe(4);
  expect((await queue.oldest(100, 1000)).events).toEqual(["3.0", "3.1", "4.0", "4.1"]);
});

test("a page that is left has its newest chunks at hand, once", async () => {
  const queue = createQueue(new Promise<Store>(() => {}), 100_000, 1_000_000, () => {});
  queue.add(key(1, 1, 30_000), ["old"]);
  queue.add(key(2, 1, 30_000), ["new"]);
  expect(queue.newest().events).toEqual(["new"]);
  expect(queue.newest().events).toEqual([]);
});

test("a store that does not open or fails is replaced by memory, and nothing is lost that comes later", async () => {
  const absent = createQueue(Promise.reject(new Error("no IndexedDB")), 100, 1000, () => {});
  await absent.add(...chunk(1));
  expect((await absent.oldest(9, 99)).events).toEqual(["1.0"]);

  const full = { ...memoryStore(), add: () => Promise.reject(new Error("disk full")) };
  const queue = createQueue(Promise.resolve(full), 100, 1000, () => {});
  await queue.add(...chunk(1));
  await queue.add(...chunk(2));
  expect((await queue.oldest(9, 99)).events).toEqual(["1.0", "2.0"]);
});

test("however many chunks come at once, what is dropped is counted once", async () => {
  let dropped = 0;
  const queue = createQueue(Promise.resolve(memoryStore()), 5, 10_000, (events) => {
    dropped += events;
  });
  await Promise.all(Array.from({ length: 20 }, (_, at) => queue.add(...chunk(at))));
  expect(dropped).toBe(15);
  expect((await queue.oldest(100, 1000)).events.length).toBe(5);
});

test("what the store has not confirmed is known, so that a page that is left can put it elsewhere", async () => {
  const queue = createQueue(Promise.resolve(memoryStore()), 100, 1000, () => {});
  const adding = queue.add(...chunk(1, 2));
  expect(queue.unsaved()).toEqual([chunk(1, 2)]);
  await adding;
  expect(queue.unsaved()).toEqual([]);
});
