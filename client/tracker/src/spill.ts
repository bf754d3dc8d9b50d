import { kept } from "./kept";
import type { ChunkKey } from "./store";

export type Chunk = readonly [ChunkKey, readonly string[]];

/** Where a page that is left puts what the store has not confirmed: it does not live to see that, and this needs no waiting. */
export interface Spill {
  keep(chunks: readonly Chunk[]): void;
  /** What pages have left here since it was looked at last. It is the caller's now. */
  take(): Chunk[];
}

export function createSpill(url: string): Spill {
  const prefix = `usage-left ${url} `;
  const own = prefix + Math.random();
  const forget = (name: string) => localStorage.removeItem(name);
  return {
    keep(chunks) {
      if (chunks.length) kept("localStorage", own, chunks);
      else forget(own);
    },
    take() {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
      const chunks = names.flatMap((name) => (kept("localStorage", name) ?? []) as Chunk[]);
      names.forEach(forget);
      return chunks;
    },
  };
}
