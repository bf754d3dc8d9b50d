/** Where the panel stands: what a reader has chosen is remembered, what it shows is in the address. */

import { useState } from "preact/hooks";

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

const modeKey = "usage-analysis-panel";
const widthKey = "usage-analysis-panel-width";

const readMode = (): Mode => {
  const stored = localStorage.getItem(modeKey);
  return stored === "open" || stored === "folded" ? stored : "auto";
};

const readWidth = (): number => {
  const stored = Number(localStorage.getItem(widthKey));
  return stored > 0 ? clampWidth(stored) : usual;
};

export const useLayout = (something: boolean) => {
  const [mode, setMode] = useState(readMode);
  const [width, setWidth] = useState(readWidth);
  const choose = (next: Mode): void => {
    localStorage.setItem(modeKey, next);
    setMode(next);
  };
  return {
    shown: shownAs(mode, something),
    width,
    toggle: () => choose(toggled(mode, something)),
    /** Nothing is left to show, so it does not stay folded or open either. */
    release: () => choose("auto"),
    resize: (next: number) => {
      localStorage.setItem(widthKey, String(clampWidth(next)));
      setWidth(clampWidth(next));
    },
  };
};
