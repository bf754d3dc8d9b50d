import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "functions",
  title: "Functions",
  order: 3,
  filters: ["tags"],
  load: async () => (await import("./view")).FunctionsTab,
};
