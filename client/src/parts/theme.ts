/** Light or dark: the system's, until the reader chooses; the choice is remembered. */

export type Theme = "light" | "dark";

const storageKey = "usage-analysis-theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

const chosen = (): Theme | null => {
  const stored = localStorage.getItem(storageKey);
  return stored === "light" || stored === "dark" ? stored : null;
};

export const currentTheme = (): Theme => chosen() ?? (system.matches ? "dark" : "light");

const apply = (): void => {
  document.documentElement.dataset.theme = currentTheme();
  for (const listener of listeners) listener();
};

/** Called once, before the first paint. */
export const startTheme = (): void => {
  apply();
  system.addEventListener("change", apply);
};

/** A choice that equals the system's is no choice: the app follows the system again. */
export const chooseTheme = (theme: Theme): void => {
  if (theme === (system.matches ? "dark" : "light")) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, theme);
  apply();
};

export const onThemeChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
