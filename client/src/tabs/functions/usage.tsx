import { useEffect, useMemo } from "preact/hooks";
import { mapAnswer, useAnswer } from "../../api";
import { bucketNoun } from "../../format";
import { Switch } from "../../parts/switch";
import { PointsFrame } from "../../points/frame";
import { dimensionOf, mostRows, type PointsSpec } from "../../points/spec";
import { scopeWords } from "../../scope";
import type { TabProps } from "../tab";
import { askFunctions } from "./query";

const specs: Record<"user" | "package", PointsSpec> = {
  user: { rows: "function", colors: "user", noun: "run" },
  package: { rows: "function", colors: "package", noun: "run" },
};

/** When each function ran, how often, and for whom or in which package. */
export const FunctionUsage = (props: TabProps) => {
  const { view, said, go, refreshed, onAnswered } = props;
  const scope = useMemo(() => props.scope && { ...props.scope, runs: true }, [props.scope]);
  const spec = specs[view.color];
  const top = mostRows(view);
  const answer = useAnswer(scope && JSON.stringify([scope, refreshed, top, view.color]), (signal) =>
    scope ? askFunctions({ scope, y: dimensionOf[spec.rows], color: dimensionOf[spec.colors], top }, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.usage.scope);
  }, [data, onAnswered]);
  const every = data ? ` per ${bucketNoun[data.usage.bars.bucket]}` : "";
  return (
    <div class="tab-fill">
      <Switch
        name="Colour"
        options={[
          { value: "user", label: "Colour by user" },
          { value: "package", label: "Colour by package" },
        ]}
        chosen={view.color}
        choose={(color) => go({ ...view, color, selection: [] })}
      />
      <PointsFrame
        {...props}
        scope={scope}
        answer={mapAnswer(answer, ({ usage }) => usage)}
        spec={spec}
        height={560}
        name="Functions over time"
        title={`Runs per function and ${view.color}${every}, ${scopeWords(said)}`}
      />
    </div>
  );
};
