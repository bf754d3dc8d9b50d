import type { Batch, Queue } from "./queue";

const MOST_EVENTS = 1000;
const MOST_SIZE = 500_000;
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_ASKED_MS = 3_600_000;

/** What the server says of one event. */
export interface Result {
  id?: string;
  status: "stored" | "duplicate" | "rejected" | "excluded";
  reason?: string;
}

export interface Delivery {
  /** Sends all that waits, one batch after the other. Done when nothing waits, or the server did not take it. */
  send(): Promise<unknown>;
  /** Sends after a while; not before the pause has ended that a failure is followed by. */
  later(ms: number): void;
  /** Sends what is at hand while the page is left. It stays in the queue until the server says that it has it. */
  leave(): void;
}

/** How long to wait after some failures: longer each time, and never the same for all pages. */
export const pauseAfter = (failures: number, random = Math.random()): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + random / 2);

/** Sends what is in the queue to a server, until the signal says that nothing more is to be tried. */
export function createDelivery(
  url: string,
  key: string | undefined,
  fetch: typeof window.fetch,
  queue: Queue,
  signal: AbortSignal,
  onResults: (results: readonly Result[]) => void,
): Delivery {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let again = false;
  let running: Promise<unknown> | undefined;

  /** Undefined when the server has said of all events what became of them, else how long it wants to be left alone, in ms. */
  const post = async (events: readonly string[], keepalive: boolean): Promise<number | undefined> => {
    const response = await fetch(`${url}/events`, {
      method: "POST",
      body: `[${events}]`,
      keepalive,
      headers: { "Content-Type": "application/json", ...(key && { Authorization: `Bearer ${key}` }) },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { status, headers } = response;
    if (status === 413 && events.length > 1) {
      const half = events.length >> 1;
      return (await post(events.slice(0, half), keepalive)) ?? post(events.slice(half), keepalive);
    }
    let { results, error } = await response.json().catch(() => ({}));
    // What is wrong with the events stays wrong. A key, an address or a server may be mended meanwhile.
    if (/^4(00|13|15)/.test(`${status}`))
      results = events.map((event) => ({ id: JSON.parse(event).id, status: "rejected", reason: `HTTP ${status}: ${error}` }));
    // Whoever answers without results is not the server.
    if (!results) return Number(headers.get("Retry-After")) * 1000 || 0;
    onResults(results);
    return undefined;
  };
  const deliver = async ({ keys, events }: Batch, keepalive = false) => {
    const pause = events.length ? await post(events, keepalive).catch(() => 0) : undefined;
    if (pause === undefined) await queue.remove(keys);
    return pause;
  };
  const drain = async (): Promise<void> => {
    again = false;
    if (signal.aborted) return;
    const batch = await queue.oldest(MOST_EVENTS, MOST_SIZE);
    if (batch.keys.length) {
      const pause = await deliver(batch);
      if (pause !== undefined) return schedule(pause || pauseAfter(++failures));
      failures = 0;
    } else if (!again) return;
    return drain();
  };
  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(delivery.send, Math.min(ms, LONGEST_ASKED_MS));
  };

  const delivery: Delivery = {
    send() {
      clearTimeout(timer);
      timer = undefined;
      again = true;
      // One tab at a time, so that no event is sent by two of them; without locks the server sees to that.
      running ??= (async () => navigator.locks?.request(url, drain) ?? drain())()
        .catch(() => schedule(LONGEST_PAUSE_MS))
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    later(ms) {
      if (!timer || !(ms || failures)) schedule(ms);
    },
    leave() {
      const batch = queue.newest();
      if (!failures) deliver(batch, true);
    },
  };
  return delivery;
}
