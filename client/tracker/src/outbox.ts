import type { Clock } from "./clock";
import type { ChunkKey } from "./store";
import type { Entry } from "./types";

const MOST_CHUNK_EVENTS = 200;
const MOST_CHUNK_SIZE = 25_000;

/** An event whose time is not fixed yet, and its JSON without id and time. */
type Fired = [entry: Entry, json: string];

/** Events that were fired a moment ago, within limits: here their ids and times are fixed, and they become chunks. */
export interface Outbox {
  put(entry: Entry, json: string): void;
  /** Takes out all that is wanted as chunks, and forgets the rest. */
  take(wanted: (entry: Entry) => boolean): [ChunkKey, string[]][];
}

export function createOutbox(clock: Clock, maxEvents: number, maxSize: number, onFull: (entry: Entry) => void): Outbox {
  // Makes the keys of this page's chunks its own.
  let mark = Math.random();
  let fired: Fired[] = [];
  let size = 0;
  return {
    put(entry, json) {
      size += json.length;
      fired.push([entry, json]);
      while (fired.length > maxEvents || size > maxSize) {
        const [oldest, { length }] = fired.shift() as Fired;
        size -= length;
        onFull(oldest);
      }
    },
    take(wanted) {
      const chunks: [ChunkKey, string[]][] = [];
      for (const [entry, json] of fired) {
        if (!wanted(entry)) continue;
        const stamp = clock.stamp(entry.at);
        Object.assign(entry.event, stamp);
        const text = JSON.stringify(stamp).replace("}", () => `,${json.slice(1)}`);
        let chunk = chunks.at(-1);
        if (!chunk || chunk[0][1] >= MOST_CHUNK_EVENTS || chunk[0][2] > MOST_CHUNK_SIZE) {
          chunk = [[entry.at, 0, 0, ++mark], []];
          chunks.push(chunk);
        }
        chunk[0][1]++;
        chunk[0][2] += text.length;
        chunk[1].push(text);
      }
      fired = [];
      size = 0;
      return chunks;
    },
  };
}
