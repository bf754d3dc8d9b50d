import type { PageDefinition } from "../page";

export const page: PageDefinition = {
  path: "/inspector",
  title: "Client logs",
  order: 1,
  icon: "live",
  words: "inspector live events",
  load: async () => (await import("./inspector")).Inspector,
};
