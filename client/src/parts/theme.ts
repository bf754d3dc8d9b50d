/** Light, dark, or as the system has it, which is the default; a choice is remembered. */

import { readPreference, writePreference } from "./remembered";

export type Theme = "light" | "dark";
export type ThemeChoice = Theme | "system";

const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

const stored = (): ThemeChoice => {
  const text = readPreference("theme");
  return text === "light" || text === "dark" ? text : "system";
};

let choice = stored();

export const themeChoice = (): ThemeChoice => choice;

const systemTheme = (): Theme => (system.matches ? "dark" : "light");

export const currentTheme = (): Theme => (choice === "system" ? systemTheme() : choice);

const apply = (): void => {
  document.documentElement.dataset.theme = currentTheme();
  for (const listener of listeners) listener();
};

/** Called once, before the first paint. */
export const startTheme = (): void => {
  apply();
  system.addEventListener("change", apply);
};

export const chooseTheme = (next: ThemeChoice): void => {
  choice = next;
  writePreference("theme", next === "system" ? null : next);
  apply();
};

/** The choice after this one: first what looks different from now, then the other, then the system's again. */
export const nextTheme = (): ThemeChoice => {
  const [same, other]: readonly Theme[] = system.matches ? ["dark", "light"] : ["light", "dark"];
  if (choice === "system") return other ?? "dark";
  return choice === other ? (same ?? "light") : "system";
};

export const onThemeChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
