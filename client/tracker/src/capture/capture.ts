import type { Patch } from "../action";
import type { Fired, Parameters, Rules } from "../types";
import { watchDialogs } from "./dialogs";
import { watchNavigation } from "./navigation";
import { pathOf, stable } from "./path";
import { DEFAULTS, ruleFor } from "./rules";

/** What the capture needs of the tracker. All ends with it, and nothing throws. */
export interface Sink {
  /** Listens to all of the window. */
  on<E extends Event = Event>(type: string, listener: (event: E) => unknown): void;
  patch: Patch;
  guard(work: () => void): unknown;
  emit(make: () => Fired): void;
  ending(end: () => void): void;
  /** The rules of the page, and those of the server as they are now; undefined where the user does not want any. */
  rules(): readonly [page: Rules | undefined, policy: Rules | undefined] | undefined;
}

/** Captures at an element: nothing inside of what is off, and no values. The path is what describes it, unless other words do. */
export type At = (type: string, target: unknown, other?: Parameters, words?: string) => void;

/** What is told of otherwise than as it comes from the DOM. */
const DERIVED = [
  "click",
  "menu click",
  "dialog show",
  "dialog ok",
  "dialog close",
  "input",
  "navigate",
  "file-opened",
  "rows-selected",
  "error",
];
const MOST_FILES = 20;
const RARELY_MS = 1000;

const ROW = "tr,[role=row]";
const GRID = "table,[role$=grid]";

const targetOf = (event: Event) => event.composedPath()[0];

/** Listens to what people do. Returns what looks for further events of the DOM in the rules. */
export function capture(sink: Sink): () => void {
  const { on, emit } = sink;
  const allows = (type: string, target: Element) => {
    const rules = sink.rules();
    const rule = rules && ruleFor(type, ...rules);
    return typeof rule === "string" ? !!target.closest(rule) : rule;
  };
  const at: At = (type, target, other, words) => {
    if (!(target instanceof Element) || !allows(type, target)) return;
    const path = pathOf(target);
    if (path) emit(() => ({ source: "usage", type, description: words ?? path, parameters: { other } }));
  };
  const files = (target: unknown, list: FileList | null | undefined) => {
    for (const { name, size, type } of [...(list ?? [])].slice(0, MOST_FILES)) at("file-opened", target, { name, size, type }, name);
  };

  on("click", (event) => {
    const target = targetOf(event);
    // The browser clicks on the control of a label next.
    if (!(target instanceof Element) || target.contains(document.body) || !(target.closest("label")?.control?.contains(target) ?? true))
      return;
    const item = target.closest("[data-command],[role^=menuitem]:not([aria-haspopup])");
    const command = item?.getAttribute("data-command");
    at(command ? "command" : item ? "menu click" : "click", target, undefined, command ? stable(command) : undefined);
    const grid = target.closest(ROW)?.closest(GRID);
    // The page's own listeners come after this one.
    if (grid) setTimeout(sink.guard, 0, () => at("rows-selected", grid, { rows: grid.querySelectorAll("[aria-selected=true]").length }));
  });
  on("change", (event) => {
    const target = targetOf(event);
    at("input", target);
    files(target, (target as HTMLInputElement).files);
  });
  on<DragEvent>("drop", (event) => files(targetOf(event), event.dataTransfer?.files));

  watchDialogs(sink, at);
  watchNavigation(sink, (place, from) => at("navigate", document.documentElement, { from }, place));

  const listened = new Set(DERIVED);
  const listen = (types: Iterable<string>) => {
    for (const type of types) {
      if (listened.has(type)) continue;
      listened.add(type);
      // Of what is fired all the time, one in a second is enough.
      let next = 0;
      on(type, (event) => {
        if (event.timeStamp < next) return;
        next = event.timeStamp + RARELY_MS;
        at(type, targetOf(event));
      });
    }
  };
  const look = () => listen(Object.keys(Object.assign({}, ...(sink.rules() ?? []))));
  listen(DEFAULTS);
  look();
  return look;
}
