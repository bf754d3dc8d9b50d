import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "overview",
  title: "Overview",
  order: 1,
  filters: [],
  views: [{ name: null, label: "Overview", load: async () => (await import("./view")).OverviewTab }],
};
