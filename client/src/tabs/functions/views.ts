import type { ComponentType } from "preact";
import type { TabProps } from "../tab";
import { FunctionUsage } from "./usage";

interface FunctionsView {
  /** In the address; null is the first. */
  name: string | null;
  Shown: ComponentType<TabProps>;
}

export const views: readonly [FunctionsView, ...FunctionsView[]] = [{ name: null, Shown: FunctionUsage }];
