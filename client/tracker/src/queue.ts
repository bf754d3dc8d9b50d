import { type ChunkKey, memoryStore, type Store } from "./store";

/** What a page that is left may send at once. */
const MOST_LEAVING = 50_000;

/** Some of what waits: the names of its chunks, and the events in them. */
export interface Batch {
  keys: readonly ChunkKey[];
  events: readonly string[];
}

export interface Queue {
  add(key: ChunkKey, events: readonly string[]): Promise<unknown>;
  /** The oldest chunks, up to so many events and so much of them, but at least one. */
  oldest(events: number, size: number): Promise<Batch>;
  /** The newest of this page's own chunks that still wait, at hand without waiting for the store. Tells each of them but once. */
  newest(): Batch;
  remove(keys: readonly ChunkKey[]): Promise<unknown>;
}

/** How many of the first chunks are within limits together. */
export function fitting(keys: readonly ChunkKey[], events: number, size: number): number {
  const over = keys.findIndex((key) => {
    events -= key[1];
    size -= key[2];
    return events < 0 || size < 0;
  });
  return over < 0 ? keys.length : over;
}

/** Which chunks, oldest first, must go, so that the rest is within limits. */
export const excess = (keys: readonly ChunkKey[], events: number, size: number): readonly ChunkKey[] =>
  keys.slice(0, keys.length - fitting([...keys].reverse(), events, size));

/** Events that wait to be delivered, within limits: beyond them the oldest go. A store that fails is replaced by memory. */
export function createQueue(opening: Promise<Store>, maxEvents: number, maxSize: number, onDrop: (events: number) => void): Queue {
  const memory = memoryStore();
  let store = opening.catch(() => memory);
  let own: [ChunkKey, readonly string[]][] = [];
  let trimming: Promise<unknown> = Promise.resolve();
  const use = <T>(act: (store: Store) => Promise<T>): Promise<T> =>
    store.then(act).catch(() => {
      store = Promise.resolve(memory);
      return act(memory);
    });

  const trim = () =>
    use(async (store) => {
      // Of all tabs together.
      const over = excess(await store.keys(), maxEvents, maxSize);
      if (!over.length) return;
      onDrop(over.reduce((total, key) => total + key[1], 0));
      await queue.remove(over);
    });

  const queue: Queue = {
    add(key, events) {
      own.push([key, events]);
      own.splice(
        0,
        excess(
          own.map(([name]) => name),
          Number.POSITIVE_INFINITY,
          MOST_LEAVING,
        ).length,
      );
      // One after the other, so that no chunk is dropped and counted twice.
      trimming = Promise.all([trimming, use((store) => store.add(key, events))]).then(trim);
      return trimming;
    },
    oldest: (events, size) =>
      use(async (store) => {
        const all = await store.keys();
        const keys = all.slice(0, fitting(all, events, size) || 1);
        return { keys, events: (await Promise.all(keys.map(store.get))).flatMap((events) => events ?? []) };
      }),
    newest() {
      const chunks = own;
      own = [];
      return { keys: chunks.map(([key]) => key), events: chunks.flatMap(([, events]) => events) };
    },
    remove(keys) {
      const gone = keys.map(String);
      own = own.filter(([key]) => !gone.includes(`${key}`));
      return use((store) => store.remove(keys));
    },
  };
  return queue;
}
