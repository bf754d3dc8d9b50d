/** The commands that are always there, and what each of them does. */

import { capital } from "../../format";
import { pages } from "../../pages/registry";
import { canCompare } from "../../scope";
import type { Step } from "../../state/history";
import { type Preset, presets } from "../../state/range";
import { clearFilters, hasFilters, onTab, type View, withRange } from "../../state/view";
import { tabs } from "../../tabs/registry";
import type { ThemeChoice } from "../theme";
import type { Choice } from "./choice";

export interface Command extends Choice {
  run: () => void;
}

/** What the page can do beside going to a view. */
export interface PageActions {
  go: (view: View, step?: Step) => void;
  refresh: () => void;
  copyLink: () => void;
  openHelp: () => void;
  openDays: () => void;
  chooseTheme: (choice: ThemeChoice) => void;
}

const command = (id: string, kind: string, label: string, detail: string, key: string, run: () => void): Command => ({
  id,
  kind,
  label,
  detail,
  key,
  run,
});

export const commandsOf = (view: View, page: PageActions): Command[] => [
  ...tabs.map(({ name, title }, index) => command(`tab:${name}`, "tab", title, "", String(index + 1), () => page.go(onTab(view, name)))),
  ...tabs.flatMap(({ name, views, shortcuts = [] }) => [
    ...views.flatMap(({ name: show, title }) =>
      title ? [command(`view:${title}`, "view", title, "", "", () => page.go({ ...onTab(view, name), show }))] : [],
    ),
    ...shortcuts.map(({ title, of }) => command(`view:${title}`, "view", title, "", "", () => page.go(of(onTab(view, name))))),
  ]),
  ...pages.map(({ path, title, words }) => command(`page:${path}`, "page", title, words, "", () => location.assign(path))),
  ...(Object.keys(presets) as Preset[]).map((preset) =>
    command(`range:${preset}`, "period", capital(presets[preset].words), preset, presets[preset].key, () =>
      page.go(withRange(view, { kind: "preset", preset })),
    ),
  ),
  command("range:days", "period", "Days from–to", "calendar custom range", "C", page.openDays),
  ...comparing(view, page),
  ...(hasFilters(view) ? [command("action:clear", "action", "Clear filters", "", "", () => page.go(clearFilters(view)))] : []),
  command("action:refresh", "action", "Refresh", "fresh figures", "R", page.refresh),
  command("action:copy", "action", "Copy link", "share address", "", page.copyLink),
  command("action:light", "action", "Light colours", "theme", "", () => page.chooseTheme("light")),
  command("action:dark", "action", "Dark colours", "theme", "", () => page.chooseTheme("dark")),
  command("action:system", "action", "The system’s colours", "theme", "", () => page.chooseTheme("system")),
  command("action:help", "action", "Keys", "help shortcuts", "?", page.openHelp),
];

const comparing = (view: View, { go }: PageActions): Command[] => {
  if (!canCompare(view)) return [];
  const on = view.compare !== "none";
  const label = on ? "Do not compare" : "Compare with the previous period";
  return [command("action:compare", "action", label, "comparison", "X", () => go({ ...view, compare: on ? "none" : "previous" }))];
};
