/** As much of an element as a path needs. */
export interface Spot {
  readonly localName: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  readonly parentNode?: unknown;
  /** Of the root of a shadow tree. */
  readonly host?: unknown;
  querySelector?(selector: string): Spot | null;
  getRootNode?(): unknown;
  /** Of an input. */
  readonly labels?: ArrayLike<Spot> | null;
}

const MOST_TEXT = 60;
const MOST_WORDS = 4;

// What these say is the program's own word.
const ACTIVE = /^(a|button|summary|label|option|link|tab|menuitem.*|checkbox|radio|switch|treeitem|columnheader|th)$/;
const CELL = /^(td|gridcell)$/;
// What a place is called where it has no name of its own.
const PLACE = /^(toolbar|tablist|grid|table|tree|dialog|menu|listbox)$/;

/** Numbers and hashes say which object is meant; without them the path is the same for all. */
export const stable = (text: string | null | undefined): string =>
  (text ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MOST_TEXT)
    .replace(/\b(?=[a-f-]*\d)[0-9a-f-]{8,}\b|\d+/gi, "#");

function word(spot: Spot, isTarget: boolean): string {
  const { localName } = spot;
  const role = spot.getAttribute("role") ?? localName;
  const attribute = (names: string) =>
    stable(
      names
        .split(" ")
        .map((name) => spot.getAttribute(name))
        .find((value) => value),
    );
  const root = spot.getRootNode?.() as { getElementById?(id: string | null): Spot | null } | undefined;
  if (role === "menubar") return "";
  return (
    attribute("data-usage aria-label") ||
    stable(root?.getElementById?.(spot.getAttribute("aria-labelledby"))?.textContent) ||
    (isTarget &&
      (stable(spot.labels?.[0]?.textContent) ||
        (ACTIVE.test(role) && stable(spot.textContent)) ||
        (CELL.test(role) && "Cell") ||
        attribute("name title alt placeholder data-testid id"))) ||
    (/dialog|fieldset|details/.test(role) && stable(spot.querySelector?.("h1,h2,h3,legend,summary")?.textContent)) ||
    (PLACE.test(role) && (attribute("id") || role.replace(/^./, (first) => first.toUpperCase()))) ||
    ""
  );
}

/** Where an element is on the screen, in words that stay the same: "Toolbar / Run". Undefined where nothing may be captured. */
export function pathOf(target: Spot): string | undefined {
  const words: string[] = [];
  for (let at: Spot | undefined = target; at; at = (at.parentNode ?? at.host) as Spot | undefined) {
    if (!at.getAttribute) continue;
    if (at.getAttribute("data-usage") === "off" || at.getAttribute("type") === "password") return undefined;
    const next = words.length < MOST_WORDS && word(at, !words.length);
    if (next && next !== words[0]) words.unshift(next);
  }
  return words.join(" / ") || target.localName;
}
