/** What a reader prefers, kept in this browser. Where storage is closed to the page, a preference lasts as long as the page. */

import { useState } from "preact/hooks";

export const readPreference = (name: string): string | null => {
  try {
    return localStorage.getItem(`usage-analysis-${name}`);
  } catch {
    return null;
  }
};

export const writePreference = (name: string, text: string | null): void => {
  try {
    if (text === null) localStorage.removeItem(`usage-analysis-${name}`);
    else localStorage.setItem(`usage-analysis-${name}`, text);
  } catch {
    // Private windows may refuse: the choice still holds for this page.
  }
};

export const useRemembered = (name: string): [string | null, (text: string | null) => void] => {
  const [text, setText] = useState(() => readPreference(name));
  const remember = (next: string | null): void => {
    writePreference(name, next);
    setText(next);
  };
  return [text, remember];
};
