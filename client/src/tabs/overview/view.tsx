import { useEffect, useMemo } from "preact/hooks";
import { useAnswer } from "../../api";
import { Card } from "../../parts/card";
import { comparisonWords } from "../../scope";
import { measures } from "../../state/view";
import type { TabProps } from "../tab";
import { type CardData, cards, measureWords } from "./data";
import { packageList, userList } from "./lists";
import { askOverview } from "./query";
import { RankingFrame } from "./ranking";
import { TimelineFrame } from "./timeline";

export const OverviewTab = (props: TabProps) => {
  const { view, go, scope, refreshed, onAnswered } = props;
  const whole = useAnswer(scope && JSON.stringify([scope, refreshed]), (signal) =>
    scope ? askOverview(view, scope, signal) : Promise.reject(),
  );
  const data = whole.kind === "ready" ? whole.data.trend : null;
  const figures = useMemo(() => data && cards(data), [data]);
  useEffect(() => {
    if (data) onAnswered(data.scope);
  }, [data, onAnswered]);
  return (
    <div class="overview">
      <section class="cards" aria-label="Totals of the filter" data-stale={whole.kind === "ready" && whole.stale}>
        {measures.map((measure, index) => {
          const figure = figures?.[index] ?? notYet(measureWords[measure].card);
          const show = (): void => go({ ...view, measure });
          return <Card key={measure} {...figure} comparison={comparisonWords(view)} shown={view.measure === measure} show={show} />;
        })}
      </section>
      <TimelineFrame {...props} whole={whole} />
      <div class="pair">
        <RankingFrame {...props} whole={whole} list={packageList(view)} name="Users per package" />
        <RankingFrame {...props} whole={whole} list={userList} name="Events per user" />
      </div>
    </div>
  );
};

const notYet = (label: string): Omit<CardData, "value" | "change" | "measure"> & { value: null; change: null } => ({
  label,
  value: null,
  previous: null,
  change: null,
  tone: "neutral",
  spark: [],
});
