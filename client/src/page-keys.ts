import type { OpenMenu } from "./parts/filter/bar";
import { usePageKeys } from "./parts/keys";
import { canCompare, zoneOf } from "./scope";
import type { Step } from "./state/history";
import { type Preset, presets } from "./state/range";
import { shiftRange } from "./state/shift";
import { onTab, stepBack, type View, withRange } from "./state/view";
import { tabs } from "./tabs/registry";
import type { Answered } from "./tabs/tab";

/** What is open above the page. */
export type Overlay = "help" | "commands" | null;

interface Page {
  view: View;
  go: (view: View, step?: Step) => void;
  /** What the range in force was resolved to; null until the server has said. */
  answered: Answered | null;
  refresh: () => void;
  menu: OpenMenu;
  setMenu: (menu: OpenMenu) => void;
  open: (overlay: Overlay) => void;
  /** Whether there is something to filter. */
  started: boolean;
}

const presetKeys = new Map(
  (Object.keys(presets) as Preset[]).filter((preset) => presets[preset].key).map((preset) => [presets[preset].key.toLowerCase(), preset]),
);

/** The keys that work anywhere on the page. Those of a chart, a list or the panel are bound there. */
export const useKeysOfPage = ({ view, go, answered, refresh, menu, setMenu, open, started }: Page): void => {
  const shift = (direction: 1 | -1): void => {
    const range = shiftRange(view.range, answered, zoneOf(view), direction);
    if (range) go(withRange(view, range));
  };
  const actions: Record<string, () => void> = {
    c: () => setMenu("days"),
    x: () => canCompare(view) && go({ ...view, compare: view.compare === "none" ? "previous" : "none" }),
    "[": () => shift(-1),
    "]": () => shift(1),
    r: refresh,
    "?": () => open("help"),
    command: () => open("commands"),
    escape: () => (menu ? setMenu(null) : go(stepBack(view) ?? view)),
  };
  usePageKeys((key) => {
    if (!started && key !== "?") return false;
    const tab = tabs[Number(key) - 1];
    const preset = presetKeys.get(key);
    if (tab) go(onTab(view, tab.name));
    else if (preset) go(withRange(view, { kind: "preset", preset }));
    else if (Object.hasOwn(actions, key)) actions[key]?.();
    else return false;
    return true;
  });
};
