import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { backoff } from "../../tabs/events/log/use-tail";
import { emptyFeed, type Feed, missedSince, withArrived, withFound, withSkipped } from "./feed";
import { pump } from "./pump";
import { askById, askLatest, type EventWhere, listenForIds } from "./query";

export type FeedState = { kind: "connecting" } | { kind: "live" } | { kind: "interrupted"; why: string; seconds: number };

/** So many of the latest events are there from the beginning. */
const firstShown = 50;

/** So many that were missed are asked for after an interruption. */
const mostMissed = 500;

/** The server says that a connection stands a moment, in milliseconds, before it listens to its database. */
const settled = 1000;

const since = (where: EventWhere, time: string | null): EventWhere =>
  time === null ? where : { and: [{ time: { gte: time } }, ...(where ? [where] : [])] };

const wordsOf = (error: unknown): string =>
  error instanceof TypeError ? "The server cannot be reached." : error instanceof Error ? error.message : String(error);

export interface LiveFeed {
  feed: Feed;
  state: FeedState;
  /** Whether the latest events are there, or it is known that there are none. */
  loaded: boolean;
  change: (change: (feed: Feed) => Feed) => void;
}

/** The latest events that match, and each that is stored from then on. `key`: the condition as text; null where none can be asked. */
export const useFeed = (key: string | null): LiveFeed => {
  const current = useRef(emptyFeed);
  const [feed, setFeed] = useState(emptyFeed);
  const [state, setState] = useState<FeedState>({ kind: "connecting" });
  const [loaded, setLoaded] = useState(false);
  const change = useCallback((next: (feed: Feed) => Feed): void => {
    current.current = next(current.current);
    setFeed(current.current);
  }, []);

  useEffect(() => {
    change(() => emptyFeed);
    setLoaded(false);
    if (key === null) return;
    const where = JSON.parse(key) as EventWhere;
    const run = new AbortController();
    let first = true;
    let retry: ReturnType<typeof setTimeout>;

    const connect = async (failures: number): Promise<void> => {
      const attempt = new AbortController();
      const signal = AbortSignal.any([run.signal, attempt.signal]);
      let stood = false;
      let why: unknown = null;
      const fail = (error: unknown): void => {
        why ??= error;
        attempt.abort(error);
      };
      const catchUp = async (): Promise<void> => {
        const begins = first;
        const from = begins ? null : missedSince(current.current);
        const { events, more } = await askLatest(since(where, from), begins ? firstShown : mostMissed, signal);
        if (signal.aborted) return;
        stood = true;
        first = false;
        change((feed) => withFound(feed, events, more && !begins));
        setLoaded(true);
      };
      const opened = (): void => {
        setState({ kind: "live" });
        catchUp().catch(fail);
        setTimeout(() => signal.aborted || catchUp().catch(fail), settled);
      };
      const take = async (ids: readonly string[]): Promise<void> => {
        const events = await askById(ids, signal);
        if (!signal.aborted) change((feed) => withArrived(feed, events));
      };
      const arrived = pump(take, (skipped) => change((feed) => withSkipped(feed, skipped)), fail);
      await listenForIds(where, opened, arrived, signal).catch(fail);
      attempt.abort(new DOMException("The connection is over.", "AbortError"));
      if (run.signal.aborted) return;
      const next = stood ? 0 : failures + 1;
      setState({ kind: "interrupted", why: why === null ? "The server ended the connection." : wordsOf(why), seconds: backoff(next) });
      retry = setTimeout(() => {
        setState({ kind: "connecting" });
        void connect(next);
      }, backoff(next) * 1000);
    };
    setState({ kind: "connecting" });
    void connect(0);
    return () => {
      clearTimeout(retry);
      run.abort(new DOMException("Other events are asked for.", "AbortError"));
    };
  }, [key, change]);
  return { feed, state, loaded, change };
};
