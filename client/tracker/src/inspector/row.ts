import type { Entry } from "../types";
import { element } from "./element";

/** An event in the list: a line that opens to everything that is known of it. */
export interface Row {
  element: HTMLElement;
  /** Tells what has become of it since. */
  update(): void;
}

export function createRow(entry: Entry, copy: (text: string) => void): Row {
  const { event } = entry;
  const at = new Date(entry.at);
  const state = element("span", { class: "state" });
  const json = element("pre");
  const line = element(
    "summary",
    {},
    element("time", {}, at.toLocaleTimeString(undefined, { hour12: false }), `.${String(at.getMilliseconds()).padStart(3, "0")}`),
    state,
    element("span", { class: "level", "data-level": event.source }, event.source),
    element("span", { class: "type" }, event.function ?? event.type),
    element("span", { class: "words" }, event.error?.message ?? event.description ?? ""),
  );
  const details = element(
    "details",
    {},
    line,
    element("button", { type: "button", onclick: () => copy(JSON.stringify(entry.event, null, 2)) }, "Copy as JSON"),
    json,
  );
  const update = () => {
    state.textContent = entry.state;
    state.dataset.state = entry.state;
    state.title = entry.reason ?? "";
    if (entry.reason) state.textContent = `${entry.state}: ${entry.reason}`;
    if (details.open) json.textContent = JSON.stringify(entry.event, null, 2);
  };
  details.addEventListener("toggle", update);
  update();
  return { element: element("li", {}, details), update };
}
