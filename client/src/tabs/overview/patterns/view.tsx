import { useMemo } from "preact/hooks";
import type { TabProps } from "../../tab";
import { ClustersFrame } from "./clusters";
import { LifecycleFrame } from "./lifecycle";
import { PathsFrame } from "./paths";
import "./patterns.css";
import { RetentionFrame } from "./retention";
import { StickinessFrame } from "./stickiness";

/** Habits: who comes back, how often, and who does the same. */
export const PatternsView = (props: TabProps) => {
  // Nothing here stands beside a comparison.
  const asked = useMemo(() => props.scope && { ...props.scope, compare: "NONE" as const }, [props.scope]);
  return (
    <div class="patterns">
      <ClustersFrame {...props} asked={asked} />
      <LifecycleFrame {...props} asked={asked} />
      <RetentionFrame {...props} asked={asked} />
      <StickinessFrame {...props} asked={asked} />
      <PathsFrame {...props} asked={asked} />
    </div>
  );
};
