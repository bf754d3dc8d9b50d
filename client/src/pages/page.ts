/** What a page is: a folder with a `definition.ts` that exports one of these. It stands beside the tabs, and is loaded when it is opened. */

import type { ComponentType } from "preact";
import type { Icon } from "../parts/icons";

export interface PageDefinition {
  /** In the address. */
  path: string;
  title: string;
  /** Its place among the pages. */
  order: number;
  /** Of its link in the header. */
  icon: Parameters<typeof Icon>[0]["name"];
  /** Other words for it, found by the palette. */
  words: string;
  load: () => Promise<ComponentType>;
}
