import type { Clock } from "./clock";
import { kept } from "./kept";
import { LEVELS, type Rules } from "./types";

/** What the server wants to be sent. Where it says nothing of a thing, the page decides. */
export interface Wishes {
  levels?: readonly string[];
  capture?: Rules;
}

export interface Policy extends Wishes {
  /** Those of a package stand alone: nothing of the general ones holds for it. */
  packages?: Readonly<Record<string, Wishes>>;
  until?: string | null;
  serverTime?: string;
}

const EVERY_MS = 300_000;
const PATIENCE_MS = 3000;

/** Whether the server wants an event. Runs of functions are of the level usage, as is each source that is no level. */
export const isWanted = ({ levels, capture }: Wishes, source: string, type: string): boolean =>
  (!levels || levels.includes((LEVELS as readonly string[]).includes(source) ? source : "usage")) && capture?.[type] !== false;

/** The policy of the server: the one that an earlier page has left, and a new one every five minutes, and when it ends. */
export interface PolicySource {
  /** Undefined while nothing is known. */
  current: Policy | undefined;
  wishes(name: string | undefined): Wishes;
  load(onChange: () => void): Promise<void>;
}

export function createPolicy(url: string, user: string, fetch: typeof window.fetch, clock: Clock, signal: AbortSignal): PolicySource {
  const place = `usage-policy ${url} ${user}`;
  let tag: string | null = null;
  const [current, skew] = (kept("localStorage", place) ?? [undefined, 0]) as [Policy | undefined, number];
  clock.skew = skew;
  const source: PolicySource = {
    current,
    wishes: (name = "") => source.current?.packages?.[name] ?? source.current ?? {},
    async load(onChange) {
      if (signal.aborted) return;
      const asked = clock.now();
      try {
        const response = await fetch(`${url}/logging-policy?user=${encodeURIComponent(user)}`, {
          cache: "no-store",
          headers: tag ? { "If-None-Match": tag } : {},
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const { ok, status, headers } = response;
        if (ok) tag = headers.get("ETag");
        if (ok || status === 404) source.current = ok ? await response.json() : {};
        clock.learn((ok && source.current?.serverTime) || headers.get("Date"), asked);
        kept("localStorage", place, [source.current, clock.skew]);
      } catch {
        // What was known before holds on; the server may be away for long.
      }
      const ends = Date.parse(`${source.current?.until}`) - asked - clock.skew;
      setTimeout(source.load, ends > 0 && ends < EVERY_MS ? ends : EVERY_MS, onChange);
      onChange();
    },
  };
  return source;
}
