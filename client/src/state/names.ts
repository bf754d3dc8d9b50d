/** Lists of names as one text of an address. A backslash makes the next character part of a name, also after a mail program has re-encoded the link. */

/** Splits at a separator that is not escaped, and leaves the escapes in. */
export const splitAt = (separator: "," | ";", text: string): string[] =>
  text.match(separator === "," ? /(?:\\.|[^,\\])+/gs : /(?:\\.|[^;\\])+/gs) ?? [];

export const unescapeName = (text: string): string => text.replace(/\\(.)/gs, "$1");

export const escapeName = (name: string): string => name.replace(/[\\,;]/g, "\\$&");

export const readNames = (text: string): string[] => [...new Set(splitAt(",", text).map(unescapeName))];

export const writeNames = (names: readonly string[]): string => names.map(escapeName).join(",");
