import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "events",
  title: "Events",
  order: 4,
  filters: ["sources"],
  load: async () => (await import("./view")).EventsTab,
};
