import { uuid } from "./clock";
import { kept } from "./kept";

const IDLE_MS = 1_800_000;
const KEPT_MS = 1000;

/** One visit of one user in one tab: goes on over reloads, ends after half an hour without an event. */
export function createSession(user: string, now = Date.now, keep = kept): () => string {
  const name = `usage-session ${user}`;
  let [id, last] = (keep("sessionStorage", name) ?? ["", 0]) as [string, number];
  return () => {
    const idle = now() - last;
    if (idle > IDLE_MS) id = uuid();
    if (idle > KEPT_MS) {
      last = now();
      keep("sessionStorage", name, [id, last]);
    }
    return id;
  };
}
