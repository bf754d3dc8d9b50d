import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "events",
  title: "Events",
  order: 4,
  filters: ["sources"],
  views: [{ title: "Sources of events as lines", of: (view) => ({ ...view, show: "lines" }) }],
  load: async () => (await import("./view")).EventsTab,
};
