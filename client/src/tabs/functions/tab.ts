import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "functions",
  title: "Functions",
  order: 3,
  filters: ["tags"],
  views: [
    { name: null, label: "Usage", load: async () => (await import("./usage")).FunctionUsage },
    {
      name: "unused",
      label: "Unused",
      title: "Unused functions",
      load: async () => (await import("../../inventory/view")).UnusedFunctions,
    },
  ],
  shortcuts: [{ title: "Functions coloured by package", of: (view) => ({ ...view, color: "package" }) }],
};
