import { withOption } from "../../state/view";
import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "events",
  title: "Events",
  order: 4,
  filters: ["sources", "versions"],
  views: [
    { name: null, label: "Log", load: async () => (await import("./view")).EventsTab },
    { name: "errors", label: "Errors", title: "Errors", load: async () => (await import("./errors/view")).ErrorsView },
    {
      name: "menus",
      label: "Menus and dialogs",
      title: "Unused menu items and dialogs",
      load: async () => (await import("../../inventory/view")).UnusedElements,
    },
    {
      name: "types",
      label: "Event types",
      title: "Unused event types",
      load: async () => (await import("../../inventory/view")).UnusedEventTypes,
    },
  ],
  shortcuts: [{ title: "Sources of events as lines", of: (view) => withOption(view, "sources", "lines") }],
};
