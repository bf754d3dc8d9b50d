import { useEffect, useRef, useState } from "preact/hooks";
import { listenForEvents } from "./query";

export type TailState = { kind: "off" } | { kind: "connecting" } | { kind: "live" } | { kind: "lost"; seconds: number };

/** At most so often, in milliseconds, is anything asked because of new events. */
const pace = 1000;

/** Seconds until a lost connection is tried again: longer each time, so that a server that starts is left in peace. */
export const backoff = (failures: number): number => Math.min(30, 2 ** failures);

/** Runs `load` soon after each call, never twice at once, and never more often than the pace. */
const paced = (load: () => Promise<void>, signal: AbortSignal): (() => void) => {
  let wanted = false;
  let busy = false;
  const run = async (): Promise<void> => {
    busy = true;
    while (wanted && !signal.aborted) {
      wanted = false;
      // A question that fails is asked again with the next event; the log itself says what fails under it.
      await load().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, pace));
    }
    busy = false;
  };
  return () => {
    wanted = true;
    if (!busy) void run();
  };
};

const visible = (): boolean => document.visibilityState === "visible";

/** While it is on and the page can be seen: listens for events, and loads the latest rows when there are some, or may have been. */
export const useTail = (on: boolean, load: () => Promise<void>): TailState => {
  const [state, setState] = useState<TailState>({ kind: "off" });
  const [shown, setShown] = useState(visible);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    const onChange = (): void => setShown(visible());
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);

  useEffect(() => {
    if (!on || !shown) {
      setState({ kind: "off" });
      return;
    }
    const run = new AbortController();
    const wake = paced(() => latest.current(), run.signal);
    let retry: ReturnType<typeof setTimeout>;
    const connect = async (failures: number): Promise<void> => {
      let stood = false;
      const opened = (): void => {
        stood = true;
        setState({ kind: "live" });
        // Something may have come while nobody listened; and the server says that the connection stands a moment before it listens.
        wake();
        setTimeout(wake, pace);
      };
      await listenForEvents(opened, wake, run.signal).catch(() => undefined);
      if (run.signal.aborted) return;
      const next = stood ? 0 : failures + 1;
      setState({ kind: "lost", seconds: backoff(next) });
      retry = setTimeout(() => {
        setState({ kind: "connecting" });
        void connect(next);
      }, backoff(next) * 1000);
    };
    setState({ kind: "connecting" });
    void connect(0);
    return () => {
      clearTimeout(retry);
      run.abort(new DOMException("Nobody listens any more.", "AbortError"));
    };
  }, [on, shown]);
  return state;
};
