import { withFilter } from "../../state/view";
import type { TabDefinition } from "../tab";
import { published } from "./published";

export const tab: TabDefinition = {
  name: "packages",
  title: "Packages",
  order: 2,
  filters: ["categories"],
  views: [
    { name: null, label: "Usage", load: async () => (await import("./view")).PackagesTab },
    { name: "unused", label: "Unused", title: "Unused packages", load: async () => (await import("../../inventory/view")).UnusedPackages },
  ],
  shortcuts: [{ title: "Installations of packages", of: (view) => withFilter(view, { eventTypes: [published] }) }],
};
