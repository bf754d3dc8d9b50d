import { useEffect, useRef } from "preact/hooks";

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));

/** The key in lower case where it stands alone; null while typing, or together with Ctrl, Alt or Cmd, which are the browser's. */
export const plainKey = (event: KeyboardEvent): string | null =>
  event.ctrlKey || event.metaKey || event.altKey || takesText(event.target) ? null : event.key.toLowerCase();

/** On keyboards of Apple the command key does what Ctrl does elsewhere. */
export const commandKey = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "") ? "⌘K" : "Ctrl K";

const isCommandKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";

// The page is asked, not the state of the app: that hears of a closed dialog a moment later, and a key pressed in between would be lost.
const isDialogOpen = (): boolean => document.querySelector("dialog:modal") !== null;

/**
 * Keys of the whole page; Ctrl K is `command`, also while typing. The handler answers whether the key was one of its own.
 * While a dialog is open it gets none, and Ctrl K is still not the browser's.
 */
export const usePageKeys = (handle: (key: string) => boolean): void => {
  const latest = useRef(handle);
  latest.current = handle;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = event.defaultPrevented ? null : isCommandKey(event) ? "command" : plainKey(event);
      if (key !== null && (isDialogOpen() ? key === "command" : latest.current(key))) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
};

/** Arrow keys, Home and End move the focus among the elements that the selector finds below `root`. */
export const walkFocus = (event: KeyboardEvent, root: HTMLElement | null, selector: string): void => {
  const stops = [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
  if (next === undefined || stops.length === 0 || (at < 0 && event.key !== "ArrowDown")) return;
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
};

/** A click that the app answers itself; with a modifier the browser opens the link elsewhere. */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
