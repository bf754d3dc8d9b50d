import { useEffect, useState } from "preact/hooks";
import { currentTheme, onThemeChange, type Theme } from "../parts/theme";
import { unitHash } from "./scatter/model";

/** The colours of charts, read from the style sheet, so that light and dark have one source. */
export interface Palette {
  accent: string;
  text: string;
  muted: string;
  line: string;
  raised: string;
  /** A colour for a name: the same on every tab, and readable on the surface. */
  of: (name: string) => string;
}

const readPalette = (): Palette => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    accent: colour("accent"),
    text: colour("text"),
    muted: colour("muted"),
    line: colour("line"),
    raised: colour("raised"),
    of: nameColor(currentTheme()),
  };
};

/** Colours of one lightness differ in hue alone, so that each stands out from the surface as much as the others. */
const nameColor =
  (theme: Theme) =>
  (name: string): string => {
    const hue = Math.round(unitHash(name, 7) * 36) * 10;
    return theme === "dark" ? `oklch(0.74 0.13 ${hue})` : `oklch(0.55 0.15 ${hue})`;
  };

export const usePalette = (): Palette => {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => onThemeChange(() => setPalette(readPalette())), []);
  return palette;
};
