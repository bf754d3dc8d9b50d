import { useEffect } from "preact/hooks";
import { useAnswer } from "../../api";
import { bucketNoun } from "../../format";
import { PointsFrame } from "../../points/frame";
import { dimensionOf, mostRows, type PointsSpec } from "../../points/spec";
import { scopeWords } from "../../scope";
import type { TabProps } from "../tab";
import "./events.css";
import { LogFrame } from "./log/log";
import { askEvents } from "./query";
import { SourcesFrame } from "./sources";

const bySource: PointsSpec = { rows: "source", colors: "user", noun: "event" };

export const EventsTab = (props: TabProps) => {
  const { view, said, scope, refreshed, onAnswered } = props;
  const top = mostRows(view);
  const answer = useAnswer(scope && JSON.stringify([scope, refreshed, top]), (signal) =>
    scope ? askEvents({ scope, y: dimensionOf[bySource.rows], color: dimensionOf[bySource.colors], top }, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);
  return (
    <div class="events">
      <SourcesFrame {...props} answer={answer} />
      <PointsFrame
        {...props}
        answer={answer}
        spec={bySource}
        height={380}
        name="Events by user"
        title={`Events per source and user${data ? ` per ${bucketNoun[data.bars.bucket]}` : ""}, ${scopeWords(said)}`}
      />
      <LogFrame {...props} />
    </div>
  );
};
