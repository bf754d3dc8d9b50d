import type { TabDefinition } from "./tab";

const found = import.meta.glob<TabDefinition>("./*/tab.ts", { eager: true, import: "tab" });

/** All tabs, in order: a new one is a new folder. */
export const tabs: readonly TabDefinition[] = Object.values(found).sort((a, b) => a.order - b.order);

export const tabNamed = (name: string): TabDefinition | undefined => tabs.find((tab) => tab.name === name);
