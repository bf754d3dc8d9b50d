/** The view as state: every step is a step of the browser's history, which also knows from where one has drilled down. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { readView, viewUrl } from "./address";
import type { View } from "./view";

/** How a step is taken: as a new step, in place of the last one, or down into details, from where one can come back. */
export type Step = "new" | "replace" | "down";

export interface Navigation {
  view: View;
  go: (view: View, step?: Step) => void;
  /** Where the last drilldown came from; null at the top. */
  back: View | null;
  /** Goes to where the last drilldown came from. */
  goBack: () => void;
}

/** Addresses of the views above this one, the nearest last. */
interface Entry {
  trail: readonly string[];
}

const readTrail = (state: unknown): readonly string[] => {
  const trail = (state as Partial<Entry> | null)?.trail;
  return Array.isArray(trail) && trail.every((url) => typeof url === "string") ? trail : [];
};

const viewAt = (url: string): View => readView(new URL(url, location.origin));

export const useNavigation = (): Navigation => {
  const [entry, setEntry] = useState(() => ({ view: readView(new URL(location.href)), trail: readTrail(history.state) }));
  const latest = useRef(entry);
  latest.current = entry;
  useEffect(() => {
    const onPopState = (event: PopStateEvent): void => setEntry({ view: readView(new URL(location.href)), trail: readTrail(event.state) });
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, []);
  const enter = useCallback((view: View, trail: readonly string[], replace: boolean): void => {
    const state: Entry = { trail };
    if (replace) history.replaceState(state, "", viewUrl(view));
    else history.pushState(state, "", viewUrl(view));
    latest.current = { view, trail };
    setEntry(latest.current);
  }, []);
  const go = useCallback(
    (view: View, step: Step = "new"): void => {
      const { view: from, trail } = latest.current;
      if (viewUrl(view) === viewUrl(from)) return;
      enter(view, step === "down" ? [...trail, viewUrl(from)] : trail, step === "replace");
    },
    [enter],
  );
  const above = entry.trail.at(-1);
  const goBack = useCallback((): void => {
    const { trail } = latest.current;
    const target = trail.at(-1);
    if (target !== undefined) enter(viewAt(target), trail.slice(0, -1), false);
  }, [enter]);
  return { view: entry.view, go, back: above === undefined ? null : viewAt(above), goBack };
};
