import { useEffect, useState } from "preact/hooks";
import { onThemeChange } from "../parts/theme";

/** The colours of charts, read from the style sheet, so that light and dark have one source. */
export interface Palette {
  accent: string;
  text: string;
  muted: string;
  line: string;
  raised: string;
}

const readPalette = (): Palette => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return { accent: colour("accent"), text: colour("text"), muted: colour("muted"), line: colour("line"), raised: colour("raised") };
};

export const usePalette = (): Palette => {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => onThemeChange(() => setPalette(readPalette())), []);
  return palette;
};
