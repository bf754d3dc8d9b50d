import type { PageDefinition } from "./page";

const found = import.meta.glob<PageDefinition>("./*/definition.ts", { eager: true, import: "page" });

/** All pages, in order: a new one is a new folder. */
export const pages: readonly PageDefinition[] = Object.values(found).sort((a, b) => a.order - b.order);

/** The page at a path; undefined where the app is. */
export const pageAt = (path: string): PageDefinition | undefined => pages.find((page) => page.path === path.replace(/\/+$/, ""));
