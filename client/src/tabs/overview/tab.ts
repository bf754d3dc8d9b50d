import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "overview",
  title: "Overview",
  order: 1,
  filters: [],
  views: [
    { name: null, label: "Totals", load: async () => (await import("./view")).OverviewTab },
    {
      name: "patterns",
      label: "Patterns",
      title: "Patterns: who comes back, and who does the same",
      load: async () => (await import("./patterns/view")).PatternsView,
    },
    { name: "groups", label: "Groups", title: "Groups: what they use", load: async () => (await import("./groups/view")).GroupsView },
  ],
};
