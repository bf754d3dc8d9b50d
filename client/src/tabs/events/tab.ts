import { withOption } from "../../state/view";
import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "events",
  title: "Events",
  order: 4,
  filters: ["sources"],
  views: [{ name: null, label: "Log", load: async () => (await import("./view")).EventsTab }],
  shortcuts: [{ title: "Sources of events as lines", of: (view) => withOption(view, "sources", "lines") }],
};
