import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icons";
import { chooseTheme, nextTheme, onThemeChange, type ThemeChoice, themeChoice } from "../theme";

export const themeWords: Record<ThemeChoice, { now: string; use: string }> = {
  light: { now: "light", use: "Use light colours" },
  dark: { now: "dark", use: "Use dark colours" },
  system: { now: "as the system has them", use: "Use the system’s colours" },
};

/** Goes through dark, light and the system's colours, and says which are in force. */
export const ThemeButton = () => {
  const [choice, setChoice] = useState(themeChoice);
  useEffect(() => onThemeChange(() => setChoice(themeChoice())), []);
  const next = nextTheme();
  const words = `${themeWords[next].use} (now ${themeWords[choice].now})`;
  return (
    <button type="button" class="quiet" aria-label={words} title={words} onClick={() => chooseTheme(next)}>
      <Icon name={choice === "system" ? "theme" : choice} />
    </button>
  );
};
