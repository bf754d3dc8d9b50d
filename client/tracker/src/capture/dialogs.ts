import type { At, Sink } from "./capture";
import { pathOf } from "./path";

const DIALOGS = "dialog[open],[role$=dialog]";
const PAUSE_MS = 50;
const ANSWERS_MS = 3000;
const NO = /^\W*$|cancel|close|dismiss|^no\b/i;

/** Tells when dialogs come up, and whether they went with a yes. */
export function watchDialogs({ on, ending, guard }: Sink, at: At): void {
  // With their paths: a dialog that has gone may have left the page.
  let shown = new Map<Element, string | undefined>();
  let waits = false;
  // The dialog that was answered with a yes last, and when.
  let agreed: Element | null | false;
  let when = 0;

  const look = () => {
    waits = false;
    const before = shown;
    shown = new Map();
    for (const dialog of document.querySelectorAll(DIALOGS)) {
      if (!dialog.getClientRects().length) continue;
      shown.set(dialog, before.get(dialog) ?? pathOf(dialog));
      if (!before.delete(dialog)) at("dialog show", dialog);
    }
    for (const [dialog, path] of before)
      if (path) at(dialog === agreed && performance.now() - when < ANSWERS_MS ? "dialog ok" : "dialog close", dialog, {}, path);
  };
  // Who presses Enter in a form clicks on its button, as far as the page can tell.
  on("click", (event) => {
    const button = (event.target as Element).closest("button,[role=button],[type=submit]");
    if (!button) return;
    agreed = !NO.test(`${button.getAttribute("value") ?? ""}${button.textContent}`) && button.closest(DIALOGS);
    when = performance.now();
  });
  on("cancel", () => {
    agreed = null;
  });

  const observer = new MutationObserver(() => {
    if (!waits) setTimeout(guard, PAUSE_MS, look);
    waits = true;
  });
  observer.observe(document, { subtree: true, childList: true, attributeFilter: ["open", "hidden", "class", "style", "role"] });
  ending(() => observer.disconnect());
}
