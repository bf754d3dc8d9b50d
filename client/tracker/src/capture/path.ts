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
const HEADED = /dialog|fieldset|details/;
// What a place is called where it has no name of its own.
const PLACE = /^(toolbar|tablist|grid|table|tree|dialog|listbox)$/;

/** Numbers and hashes say which object is meant; without them the path is the same for all. */
export const stable = (text: string | null | undefined): string =>
  (text ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MOST_TEXT)
    .replace(/\b(?=[a-f-]*\d)[0-9a-f-]{8,}\b|\d+/gi, "#");

/** What the page calls an element in words. */
function given(spot: Spot): string {
  const by = spot.getAttribute("aria-labelledby");
  const root = spot.getRootNode as undefined | (() => { getElementById?(id: string): Spot | null });
  return stable(
    spot.getAttribute("data-usage") || spot.getAttribute("aria-label") || (by && root?.call(spot).getElementById?.(by)?.textContent),
  );
}

/** What an element is called that was acted on. */
function ownName(spot: Spot, role: string): string {
  const names = ["name", "title", "alt", "placeholder", "data-testid", "id"];
  return (
    stable(spot.labels?.[0]?.textContent) ||
    (ACTIVE.test(role) && stable(spot.textContent)) ||
    (CELL.test(role) && "Cell") ||
    stable(names.map((name) => spot.getAttribute(name)).find((value) => value))
  );
}

function word(spot: Spot, isTarget: boolean): string {
  const role = spot.getAttribute("role") ?? spot.localName;
  if (role === "menubar") return "";
  return (
    given(spot) ||
    (HEADED.test(role) && stable(spot.querySelector?.("h1,h2,h3,legend,summary")?.textContent)) ||
    (isTarget && ownName(spot, role)) ||
    (PLACE.test(role) && (stable(spot.getAttribute("id")) || role.replace(/^./, (first) => first.toUpperCase()))) ||
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
