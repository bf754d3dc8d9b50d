/** Where the panel stands: what a reader has chosen is remembered, what it shows is in the address. */

import { useRemembered } from "../parts/remembered";

/** By itself the panel is there when there is something to show; a reader may keep it open, or fold it up. */
export type Mode = "auto" | "open" | "folded";

export const narrowest = 280;
export const widest = 720;
const usual = 360;

export const clampWidth = (width: number): number => Math.round(Math.max(narrowest, Math.min(widest, width)));

export type Shown = "open" | "folded" | "none";

export const shownAs = (mode: Mode, something: boolean): Shown => {
  if (mode === "open" || (mode === "auto" && something)) return "open";
  return something ? "folded" : "none";
};

/** What P does: the other state of what is seen now. */
export const toggled = (mode: Mode, something: boolean): Mode => {
  if (shownAs(mode, something) === "open") return something ? "folded" : "auto";
  return something ? "auto" : "open";
};

const asMode = (text: string | null): Mode => (text === "open" || text === "folded" ? text : "auto");

export const useLayout = (something: boolean) => {
  const [modeText, setMode] = useRemembered("panel");
  const [widthText, setWidth] = useRemembered("panel-width");
  const mode = asMode(modeText);
  const choose = (next: Mode): void => setMode(next === "auto" ? null : next);
  return {
    shown: shownAs(mode, something),
    width: Number(widthText) > 0 ? clampWidth(Number(widthText)) : usual,
    toggle: () => choose(toggled(mode, something)),
    /** Nothing is left to show, so it does not stay folded or open either. */
    release: () => choose("auto"),
    resize: (next: number) => setWidth(String(clampWidth(next))),
  };
};
