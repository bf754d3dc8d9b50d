/** Fresh figures by themselves: how often, and when not. */

import { useEffect, useRef } from "preact/hooks";
import { useRemembered } from "../remembered";

/** Choices in seconds, with their words; 0 is off. */
export const refreshChoices = { 0: "Auto off", 30: "30 s", 60: "1 min", 300: "5 min" } as const;

/** The wait until the next refresh, in milliseconds: at once where it is overdue. */
export const refreshIn = (every: number, last: number, now: number): number => Math.max(0, last + every * 1000 - now);

/** Refreshes every so many seconds while the page is seen; coming back to it late refreshes at once. */
export const useAutoRefresh = (refresh: () => void, refreshed: number): [number, (seconds: number) => void] => {
  const [text, remember] = useRemembered("refresh");
  const every = Object.keys(refreshChoices).includes(text ?? "") ? Number(text) : 0;
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    if (every === 0) return;
    const last = Date.now();
    let timer = 0;
    const wait = (): void => {
      clearTimeout(timer);
      if (!document.hidden) timer = window.setTimeout(() => latest.current(), refreshIn(every, last, Date.now()));
    };
    wait();
    document.addEventListener("visibilitychange", wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wait);
    };
  }, [every, refreshed]);
  return [every, (seconds) => remember(seconds === 0 ? null : String(seconds))];
};
