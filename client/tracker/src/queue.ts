import type { Chunk } from "./spill";
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
  /** Chunks that were added, and that the store has not confirmed yet. */
  unsaved(): readonly Chunk[];
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
  let own: Chunk[] = [];
  let unsaved: Chunk[] = [];
  const use = <T>(act: (store: Store) => Promise<T>): Promise<T> =>
    store.then(act).catch(() => {
      store = Promise.resolve(memory);
      return act(memory);
    });

  const forget = (keys: readonly ChunkKey[]) => {
    const gone = keys.map(String);
    own = own.filter(([key]) => !gone.includes(`${key}`));
  };

  return {
    add(key, events) {
      const chunk: Chunk = [key, events];
      own.push(chunk);
      unsaved.push(chunk);
      own.splice(
        0,
        excess(
          own.map(([name]) => name),
          Number.POSITIVE_INFINITY,
          MOST_LEAVING,
        ).length,
      );
      return use(async (store) => {
        // Asked for together: what a page adds is stored though it is left now, and never more than one chunk is too much.
        const [, over] = await Promise.all([store.add(key, events), store.trim((keys) => excess(keys, maxEvents, maxSize))]);
        unsaved = unsaved.filter((one) => one !== chunk);
        forget(over);
        if (over.length) onDrop(over.reduce((total, of) => total + of[1], 0));
      });
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
    unsaved: () => unsaved,
    remove(keys) {
      forget(keys);
      return use((store) => store.remove(keys));
    },
  };
}
