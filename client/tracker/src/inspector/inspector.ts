import type { Entry, Stats } from "../types";
import { element } from "./element";
import { choices, type Filter, matches } from "./filter";
import { createRow, type Row } from "./row";
import { STYLE } from "./style";

type Listen = (changed: (() => void) | undefined) => void;

let close: (() => void) | undefined;

/** Opens the inspector over the page, or closes it: this page's own events as they are fired, and what becomes of them. */
export function toggle(entries: readonly Entry[], stats: Stats, listen: Listen): void {
  if (close) close();
  else close = open(entries, stats, listen);
}

function open(entries: readonly Entry[], stats: Stats, listen: Listen): () => void {
  const rows = new Map<Entry, Row>();
  const filter: Filter = { level: "", type: "", state: "", text: "" };
  let paused: readonly Entry[] | undefined;
  let waits = false;

  const counts = element("span", { class: "counts" });
  const said = element("span", { role: "status" });
  const list = element("ul", { "aria-label": "Events, newest first" });
  const nothing = element("p");
  const search = element("input", { type: "search", placeholder: "Search", "aria-label": "Search in events" });
  search.addEventListener("input", () => pick("text", search.value));
  const pause = element("button", { type: "button", "aria-pressed": "false", onclick: () => hold(!paused) }, "Pause");
  const level = chooser("Level", "All levels", (value) => pick("level", value));
  const type = chooser("Type", "All types", (value) => pick("type", value));
  const state = chooser("State", "All states", (value) => pick("state", value));
  state.offer(["queued", "sent", "dropped"]);

  const shown = () => (paused ?? entries).filter((entry) => matches(entry, filter));
  const draw = () => {
    waits = false;
    const dropped = Object.values(stats.dropped).reduce((sum, events) => sum + events, 0);
    const reasons = Object.entries(stats.dropped).map(([reason, events]) => `${events} ${reason}`);
    counts.textContent = `${stats.fired} fired, ${stats.sent + stats.duplicates} sent, ${dropped} dropped`;
    counts.title = reasons.join("\n");
    level.offer(choices(entries, "source"));
    type.offer(choices(entries, "type"));
    const known = new Set(entries);
    for (const entry of rows.keys()) if (!known.has(entry) && !paused?.includes(entry)) rows.delete(entry);
    const lines = shown()
      .reverse()
      .map((entry) => {
        const row = rows.get(entry) ?? createRow(entry, copy);
        rows.set(entry, row);
        row.update();
        return row.element;
      });
    // What is in its place stays there, and with it the focus and what is open.
    lines.forEach((line, at) => {
      if (list.children[at] !== line) list.insertBefore(line, list.children[at] ?? null);
    });
    while (list.children.length > lines.length) list.lastChild?.remove();
    nothing.hidden = lines.length > 0;
    nothing.textContent = entries.length ? "No event matches: loosen the filter." : "No events yet: do something on the page.";
  };
  const later = () => {
    if (!waits) requestAnimationFrame(draw);
    waits = true;
  };
  const pick = (name: keyof Filter, value: string) => {
    filter[name] = value;
    later();
  };
  const hold = (on: boolean) => {
    paused = on ? [...entries] : undefined;
    pause.setAttribute("aria-pressed", `${on}`);
    later();
  };
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied";
    } catch {
      said.textContent = "The browser does not let this page copy";
    }
  };

  const panel = element(
    "section",
    { "aria-label": "Client logs" },
    element(
      "header",
      {},
      element("h2", {}, "Client logs"),
      counts,
      said,
      search,
      level.element,
      type.element,
      state.element,
      pause,
      element(
        "button",
        {
          type: "button",
          onclick: () =>
            copy(
              JSON.stringify(
                shown().map(({ event }) => event),
                null,
                2,
              ),
            ),
        },
        "Copy as JSON",
      ),
      element("button", { type: "button", "aria-label": "Close", onclick: () => close?.() }, "✕"),
    ),
    list,
    nothing,
  );
  // Nothing of what is done in here is told, or taken by the page for its own keys.
  const host = element("div", { "data-usage": "off" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(panel);
  host.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close?.();
  });

  const before = document.activeElement;
  document.body.append(host);
  draw();
  search.focus();
  listen(later);
  return () => {
    listen(undefined);
    host.remove();
    close = undefined;
    if (before instanceof HTMLElement) before.focus();
  };
}

/** A list of values, the first of which means all of them. */
function chooser(name: string, all: string, pick: (value: string) => void) {
  const select = element("select", { "aria-label": name }, element("option", { value: "" }, all));
  select.addEventListener("change", () => pick(select.value));
  return {
    element: select,
    offer(values: readonly string[]) {
      const there = Array.from(select.options, (option) => option.value);
      for (const value of values) if (!there.includes(value)) select.append(element("option", {}, value));
    },
  };
}
