/** How a source looks: one colour, one pattern and one line style, the same on every tab. */

import { useMemo } from "preact/hooks";
import { usePalette } from "./palette";
import "./sources.css";

const known = ["error", "warning", "info", "debug", "audit", "usage", "function", "function-package", "script", "data-query"] as const;

/** Patterns on areas: degrees of the stripes, null without. */
const stripes = [null, 45, -45, 90, 0] as const;

/** Dashes of lines, in pixels. */
const dashes = [[], [6, 3], [2, 3], [8, 3, 2, 3]] as const;

const hash = (text: string): number => [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973, 7);

/** The place of a source in the list of looks; null, what has no line of its own, is grey. */
const placeOf = (source: string): number => {
  const at = (known as readonly string[]).indexOf(source);
  return at >= 0 ? at : known.length + (hash(source) % 8);
};

/** The custom property with the colour of a source; null stands for all that have no colour of their own. */
export const sourceProperty = (source: string | null): string => {
  if (source === null) return "--source-rest";
  const place = placeOf(source);
  return `--source-${known[place] ?? `other-${place - known.length}`}`;
};

export interface SourceLook {
  colour: string;
  stripe: (typeof stripes)[number];
  dash: readonly number[];
}

const lookOf = (source: string | null, colour: string): SourceLook => {
  const place = source === null ? 0 : placeOf(source);
  return { colour, stripe: stripes[place % stripes.length] ?? null, dash: dashes[place % dashes.length] ?? [] };
};

export type LookOf = (source: string | null) => SourceLook;

/** The looks in the colours of the theme. */
export const useSourceLooks = (): LookOf => {
  const palette = usePalette();
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    // The palette changes with the theme.
    return (source) => lookOf(source, style.getPropertyValue(sourceProperty(source)).trim() || palette.muted);
  }, [palette]);
};

/** A coloured square, or a piece of the line. The name of the source is said beside it. */
export const Swatch = ({ source, as = "plain" }: { source: string | null; as?: "plain" | "area" | "line" }) => {
  const { stripe, dash } = lookOf(source, "");
  const colour = { color: `var(${sourceProperty(source)})` };
  if (as === "line")
    return (
      <svg class="swatch" viewBox="0 0 16 12" aria-hidden="true" style={colour}>
        <path d="M0 6h16" stroke="currentColor" stroke-width="2.5" stroke-dasharray={dash.join(" ")} />
      </svg>
    );
  return (
    <svg class="swatch" viewBox="0 0 16 12" aria-hidden="true" style={colour}>
      <rect width={as === "area" ? 16 : 12} height="12" rx="2" fill="currentColor" />
      {as === "area" && stripe !== null && (
        <path
          d="M-12 -6h40M-12 0h40M-12 6h40M-12 12h40M-12 18h40"
          transform={`rotate(${stripe} 8 6)`}
          stroke="var(--raised)"
          stroke-opacity="0.55"
          stroke-width="1.5"
        />
      )}
    </svg>
  );
};
