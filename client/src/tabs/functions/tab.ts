import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "functions",
  title: "Functions",
  order: 3,
  filters: ["tags"],
  views: [{ title: "Functions coloured by package", of: (view) => ({ ...view, color: "package" }) }],
  load: async () => (await import("./view")).FunctionsTab,
};
