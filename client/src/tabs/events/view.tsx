import { useEffect } from "preact/hooks";
import { useAnswer } from "../../api";
import type { TabProps } from "../tab";
import "./events.css";
import { LogFrame } from "./log/log";
import { askEvents } from "./query";
import { SourcesFrame } from "./sources";

export const EventsTab = (props: TabProps) => {
  const { scope, refreshed, onAnswered } = props;
  const answer = useAnswer(scope && JSON.stringify([scope, refreshed]), (signal) => (scope ? askEvents(scope, signal) : Promise.reject()));
  const data = answer.kind === "ready" ? answer.data : null;
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);
  return (
    <div class="events">
      <SourcesFrame {...props} answer={answer} />
      <section class="by-user" aria-label="Events by user" />
      <LogFrame {...props} />
    </div>
  );
};
