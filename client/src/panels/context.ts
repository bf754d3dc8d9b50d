import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ScopeInput } from "../scope";
import type { Step } from "../state/history";
import type { View } from "../state/view";
import type { Answered } from "../tabs/tab";

export interface PanelProps {
  view: View;
  /** The view as titles say it: without names that no longer exist. */
  said: View;
  go: (view: View, step?: Step) => void;
  /** Null while it is not yet known what to ask. */
  scope: ScopeInput | null;
  answered: Answered | null;
  /** Counts how often fresh figures were asked for. */
  refreshed: number;
}

/** What every part of the panel may need: links go from the view, times are told in the zone. */
export interface PanelContext extends PanelProps {
  zone: string;
}

export const PanelView = createContext<PanelContext | null>(null);

export const usePanel = (): PanelContext => {
  const panel = useContext(PanelView);
  if (!panel) throw new Error("A part of the panel stands outside of it.");
  return panel;
};
