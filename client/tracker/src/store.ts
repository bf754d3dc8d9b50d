/**
 * Names a chunk of events that are stored and removed together: when the first of them was fired, how many they are, their size, and a
 * mark that makes it the only one. The oldest come first, and all that is stored is known from the names alone, in every tab.
 */
export type ChunkKey = [fired: number, events: number, size: number, mark: number];

/** Where chunks wait: events as they will be sent, each a text of JSON. What is asked first is done first. */
export interface Store {
  add(key: ChunkKey, events: readonly string[]): Promise<unknown>;
  /** Oldest first. */
  keys(): Promise<ChunkKey[]>;
  get(key: ChunkKey): Promise<readonly string[] | undefined>;
  remove(keys: readonly ChunkKey[]): Promise<unknown>;
  /** Removes in one step what is found too much, and tells it. */
  trim(excess: Excess): Promise<readonly ChunkKey[]>;
}

/** Which chunks must go. */
export type Excess = (keys: readonly ChunkKey[]) => readonly ChunkKey[];

const CHUNKS = "chunks";
const PATIENCE_MS = 2000;

/** The store of an origin's pages, in IndexedDB. */
export const openStore = (name: string): Promise<Store> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.result.createObjectStore(CHUNKS);
    opening.onerror = reject;
    setTimeout(reject, PATIENCE_MS);
    opening.onsuccess = () => {
      const act = <T>(change: (chunks: IDBObjectStore) => IDBRequest<T> | undefined, goesOn = false) =>
        new Promise<T>((resolve, reject) => {
          const transaction = opening.result.transaction(CHUNKS, "readwrite");
          const request = change(transaction.objectStore(CHUNKS));
          transaction.oncomplete = () => resolve(request?.result as T);
          transaction.onabort = reject;
          // A page that is being left cannot answer any more.
          if (!goesOn) transaction.commit?.();
        });
      resolve({
        add: (key, events) => act((chunks) => chunks.put(events, key)),
        keys: () => act((chunks) => chunks.getAllKeys() as unknown as IDBRequest<ChunkKey[]>),
        get: (key) => act((chunks) => chunks.get(key)),
        remove: (keys) => act((chunks) => keys.map((key) => chunks.delete(key))[0]),
        async trim(excess) {
          let over: readonly ChunkKey[] = [];
          await act((chunks) => {
            const all = chunks.getAllKeys() as unknown as IDBRequest<ChunkKey[]>;
            all.onsuccess = () => {
              over = excess(all.result);
              for (const key of over) chunks.delete(key);
            };
            return all;
          }, true);
          return over;
        },
      });
    };
  });

/** The store of one page, where there is no other. Its keys are the very ones that were given. */
export function memoryStore(): Store {
  const chunks = new Map<ChunkKey, readonly string[]>();
  const remove = async (keys: readonly ChunkKey[]) => keys.map((key) => chunks.delete(key));
  return {
    add: async (key, events) => chunks.set(key, events),
    keys: async () => [...chunks.keys()],
    get: async (key) => chunks.get(key),
    remove,
    async trim(excess) {
      const over = excess([...chunks.keys()]);
      remove(over);
      return over;
    },
  };
}
