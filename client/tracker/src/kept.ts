/** What the browser keeps for the page under a name, as far as it may: without a value it is read, and undefined where there is none. */
export function kept(storage: "localStorage" | "sessionStorage", name: string, value?: unknown): unknown {
  try {
    if (value) window[storage][name] = JSON.stringify(value);
    return JSON.parse(window[storage][name]);
  } catch {
    return undefined;
  }
}
