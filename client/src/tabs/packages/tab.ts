import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "packages",
  title: "Packages",
  order: 2,
  filters: ["categories"],
  load: async () => (await import("./view")).PackagesTab,
};
