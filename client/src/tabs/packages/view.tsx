import { useEffect } from "preact/hooks";
import { mapAnswer, useAnswer } from "../../api";
import { bucketNoun } from "../../format";
import { Switch } from "../../parts/switch";
import { PointsFrame } from "../../points/frame";
import { dimensionOf, mostRows, type PointsSpec } from "../../points/spec";
import { scopeWords } from "../../scope";
import { withFilter } from "../../state/view";
import type { TabProps } from "../tab";
import { published } from "./published";
import { askPackages } from "./query";

const spec: PointsSpec = { rows: "package", colors: "user", noun: "event" };

/** When each package was used and by whom; or, as a condition like any other, when versions of it were published. */
export const PackagesTab = (props: TabProps) => {
  const { view, said, go, scope, refreshed, onAnswered } = props;
  const top = mostRows(view);
  const answer = useAnswer(scope && JSON.stringify([scope, refreshed, top]), (signal) =>
    scope
      ? askPackages(
          { scope, y: dimensionOf[spec.rows], color: dimensionOf[spec.colors], top, published: { name: { eq: published } } },
          signal,
        )
      : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.usage.scope);
  }, [data, onAnswered]);
  const { eventTypes } = view.filter;
  const isInstalled = eventTypes.length === 1 && eventTypes[0] === published;
  const every = data ? ` per ${bucketNoun[data.usage.bars.bucket]}` : "";
  return (
    <div class="tab-fill">
      {(isInstalled || (data?.published?.totalCount ?? 0) > 0) && (
        <Switch
          name="What is shown"
          options={[
            { value: "usage", label: "Usage" },
            { value: "installations", label: "Installations" },
          ]}
          chosen={isInstalled ? "installations" : "usage"}
          choose={(next) => go({ ...withFilter(view, { eventTypes: next === "usage" ? [] : [published] }), zoom: null })}
        />
      )}
      <PointsFrame
        {...props}
        answer={mapAnswer(answer, ({ usage }) => usage)}
        spec={spec}
        height={560}
        name="Packages over time"
        title={`${isInstalled ? "Published versions" : "Events"} per package and user${every}, ${scopeWords(said)}`}
      />
    </div>
  );
};
