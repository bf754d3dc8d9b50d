/** What a tab is: a folder with a `tab.ts` that exports one of these. Its view is loaded when it is first shown. */

import type { ComponentType } from "preact";
import type { ScopeInput } from "../scope";
import type { FilterList } from "../state/filter";
import type { Step } from "../state/history";
import type { View } from "../state/view";

/** What the server says it really answered. */
export interface Answered {
  from: string;
  to: string;
  timeZone: string;
  asOf: string;
  previousFrom: string | null;
  previousTo: string | null;
}

export interface TabProps {
  view: View;
  /** The view as titles say it: without names that no longer exist. */
  said: View;
  go: (view: View, step?: Step) => void;
  /** Null while it is not yet known what to ask. */
  scope: ScopeInput | null;
  /** Counts how often fresh figures were asked for. */
  refreshed: number;
  onAnswered: (scope: Answered) => void;
}

/** A view of a tab: the first one is shown where the address names none. */
export interface TabView {
  /** In the address; null is the first. */
  name: string | null;
  /** On the switch. */
  label: string;
  /** As the palette offers it; without it, the palette has the tab alone. */
  title?: string;
  load: () => Promise<ComponentType<TabProps>>;
}

export interface TabDefinition {
  /** In the address. */
  name: string;
  /** On the tab. */
  title: string;
  /** Its place among the tabs. */
  order: number;
  /** What the filter bar offers on this tab beside dates, groups, packages and users. */
  filters: readonly FilterList[];
  views: readonly [TabView, ...TabView[]];
  /** Settings of a view that the palette offers too. */
  shortcuts?: readonly { title: string; of: (view: View) => View }[];
}
