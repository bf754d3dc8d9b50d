import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "overview",
  title: "Overview",
  order: 1,
  filters: [],
  load: async () => (await import("./view")).OverviewTab,
};
