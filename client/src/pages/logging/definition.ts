import type { PageDefinition } from "../page";

export const page: PageDefinition = {
  path: "/settings/logging",
  title: "Logging settings",
  order: 2,
  icon: "settings",
  words: "what is logged levels policy",
  load: async () => (await import("./logging")).Logging,
};
