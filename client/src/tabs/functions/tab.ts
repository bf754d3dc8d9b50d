import type { TabDefinition } from "../tab";

export const tab: TabDefinition = {
  name: "functions",
  title: "Functions",
  order: 3,
  filters: ["tags"],
  views: [
    { name: null, label: "Usage", load: async () => (await import("./usage")).FunctionUsage },
    {
      name: "runs",
      label: "Runs",
      title: "Runs of functions with inputs and outputs",
      load: async () => (await import("./runs/view")).FunctionRuns,
    },
    {
      name: "performance",
      label: "Performance",
      title: "Performance of functions",
      load: async () => (await import("./performance/view")).FunctionPerformance,
    },
    {
      name: "unused",
      label: "Unused",
      title: "Unused functions",
      load: async () => (await import("../../inventory/view")).UnusedFunctions,
    },
  ],
  shortcuts: [{ title: "Functions coloured by package", of: (view) => ({ ...view, color: "package" }) }],
};
