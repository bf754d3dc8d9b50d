import { useEffect, useMemo } from "preact/hooks";
import { useAnswer } from "../../../api";
import type { TabProps } from "../../tab";
import { ComparisonFrame } from "./comparison";
import { groupNames, thingIds, thingKindOf } from "./data";
import "./groups.css";
import { MatrixFrame } from "./matrix";
import { MovedFrame } from "./moved";
import { askGroupUsage } from "./query";

/** What groups of people use, beside each other and beside everybody. */
export const GroupsView = (props: TabProps) => {
  const { view, scope, refreshed, onAnswered } = props;
  const kind = thingKindOf(view);
  const asked = useMemo(() => scope && { scope: { ...scope, compare: "NONE" as const }, by: thingIds[kind] }, [scope, kind]);
  const answer = useAnswer(asked && JSON.stringify([asked, refreshed]), (signal) =>
    asked ? askGroupUsage(asked, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);
  return (
    <div class="groups">
      <MatrixFrame {...props} answer={answer} />
      <ComparisonFrame {...props} asked={asked?.scope ?? null} groups={data ? groupNames(data.groupUsage) : []} />
      <MovedFrame {...props} />
    </div>
  );
};
