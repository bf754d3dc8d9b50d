/** The range of time that is asked for. */

/** Preset ranges by their name in the address, with the words for titles, the menu and the key. */
export const presets = {
  today: { id: "TODAY", words: "today", key: "D" },
  yesterday: { id: "YESTERDAY", words: "yesterday", key: "E" },
  "7d": { id: "LAST_7_DAYS", words: "last 7 days", key: "W" },
  "28d": { id: "LAST_28_DAYS", words: "last 28 days", key: "F" },
  "30d": { id: "LAST_30_DAYS", words: "last 30 days", key: "" },
  "91d": { id: "LAST_91_DAYS", words: "last 91 days", key: "N" },
  month: { id: "THIS_MONTH", words: "this month", key: "M" },
  year: { id: "THIS_YEAR", words: "this year", key: "Y" },
  "12m": { id: "LAST_12_MONTHS", words: "last 12 months", key: "" },
  all: { id: "ALL_TIME", words: "all time", key: "A" },
} as const;
export type Preset = keyof typeof presets;

/**
 * A named period; whole days, both ends included, as calendar dates (`2026-05-04`); instants, half-open, with an offset; or words as people
 * type them, which the server understands or refuses.
 */
export type Range =
  | { kind: "preset"; preset: Preset }
  | { kind: "days"; from: string; to: string }
  | { kind: "instants"; from: string; to: string }
  | { kind: "typed"; text: string };

const isPreset = (text: string): text is Preset => Object.hasOwn(presets, text);

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

export const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** The same instant with its seconds, as RFC 3339 wants them. */
export const fullInstant = (instant: string): string => instant.replace(/T(\d{2}:\d{2})Z$/, "T$1:00Z");

/** The shortest text of the same instant: `2026-05-04T10:00Z`. */
export const shortInstant = (instant: string): string => instant.replace(/(:00)?(\.0+)?(Z|\+00:00)$/, "Z").replace(/T(\d{2})Z$/, "T$1:00Z");

/** Reads `30d`, `2026-05-04..2026-05-10`, `2026-05-04T10:00Z..2026-05-04T12:00Z`, else words; null where there is no text. */
export const readRange = (text: string): Range | null => {
  if (text.trim() === "") return null;
  if (isPreset(text)) return { kind: "preset", preset: text };
  const [from = "", to = "", ...more] = text.split("..");
  if (more.length === 0 && isDate(from) && isDate(to))
    return from <= to ? { kind: "days", from, to } : { kind: "days", from: to, to: from };
  if (more.length === 0 && isInstant(from) && isInstant(to) && Date.parse(from) < Date.parse(to))
    return { kind: "instants", from: fullInstant(from), to: fullInstant(to) };
  return { kind: "typed", text: text.trim() };
};

export const writeRange = (range: Range): string => {
  if (range.kind === "preset") return range.preset;
  if (range.kind === "typed") return range.text;
  return range.kind === "days" ? `${range.from}..${range.to}` : `${shortInstant(range.from)}..${shortInstant(range.to)}`;
};
