/** What the command palette offers, and in which order. */

import type { ItemKind } from "../../state/view";

/** Things that are searched for on the server, with the word that stands beside them. */
export type ThingKind = Extract<ItemKind, "user" | "package" | "function" | "group">;

export interface Choice {
  /** `tab:events`, `range:7d`, `user:ann`, `action:refresh`. */
  id: string;
  /** Said beside it: `tab`, `period`, `user`, `action`. */
  kind: string;
  label: string;
  /** Beside the label, searched as well: a login, other words for the same. */
  detail: string;
  /** The key that does the same. */
  key: string;
}

export const thing = (kind: ThingKind, name: string, label = name): Choice => ({
  id: `${kind}:${name}`,
  kind,
  label,
  detail: label === name ? "" : name,
  key: "",
});

const kinds: readonly string[] = ["user", "package", "function", "group"];

const isThingKind = (kind: string): kind is ThingKind => kinds.includes(kind);

/** The thing that a choice is; null for all other choices. */
export const thingOf = ({ id }: Pick<Choice, "id">): { kind: ThingKind; key: string } | null => {
  const at = id.indexOf(":");
  const [kind, key] = [id.slice(0, at), id.slice(at + 1)];
  return isThingKind(kind) ? { kind, key } : null;
};

/** How well a text answers what is wanted: 0 the same, 1 begins with it, 2 a word of it does, 3 contains it, else null. */
const closeness = (text: string, wanted: string): number | null => {
  const at = text.indexOf(wanted);
  if (at < 0) return null;
  if (at === 0) return text.length === wanted.length ? 0 : 1;
  return text.split(/[\s:._-]+/).some((word) => word.startsWith(wanted)) ? 2 : 3;
};

const rankOf = ({ label, detail }: Choice, wanted: string): number | null => {
  const ranks = [closeness(label.toLowerCase(), wanted), closeness(detail.toLowerCase(), wanted)].filter((one) => one !== null);
  return ranks.length > 0 ? Math.min(...ranks) : null;
};

/** Those that answer the text, the closest first; those as close stay in their order. */
export const ranked = (choices: readonly Choice[], text: string): Choice[] => {
  const wanted = text.trim().toLowerCase();
  return choices
    .map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ choice }) => choice);
};

const mostRecent = 6;

/** The choice becomes the most recent one. */
export const withRecent = (recent: readonly Choice[], chosen: Choice): Choice[] =>
  [chosen, ...recent.filter(({ id }) => id !== chosen.id)].slice(0, mostRecent);

/** Before anything is typed: the recent ones first. What is not a thing must still be on offer. */
export const unasked = (offered: readonly Choice[], recent: readonly Choice[]): Choice[] => {
  const known = new Map(offered.map((choice) => [choice.id, choice]));
  const leading = recent.flatMap((choice) => (thingOf(choice) ? [choice] : (known.get(choice.id) ?? [])));
  return [...leading, ...offered.filter(({ id }) => !leading.some((choice) => choice.id === id))];
};

const isChoice = (value: unknown): value is Choice =>
  typeof value === "object" &&
  value !== null &&
  ["id", "kind", "label", "detail", "key"].every((name) => typeof (value as Record<string, unknown>)[name] === "string");

/** Recent choices as they were written down; none where the text is not what this version writes. */
export const readRecent = (text: string | null): Choice[] => {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter(isChoice).slice(0, mostRecent) : [];
  } catch {
    return [];
  }
};
