import { useMemo } from "preact/hooks";
import { plural } from "../format";
import { type Area, area, areaLists, sameArea } from "../state/area";
import type { View } from "../state/view";
import type { PointsData } from "./data";
import { type PointsSpec, shownIn } from "./spec";

const mostShown = 6;

interface LegendProps {
  data: PointsData;
  spec: PointsSpec;
  view: View;
  pick: (areaOf: () => Area | null, more: boolean) => void;
}

/** The colours with most events, by name; a click picks all that is theirs. */
export const Legend = ({ data, spec, view, pick }: LegendProps) => {
  const shown = useMemo(() => {
    const events = data.colors.map(() => 0);
    data.points.forEach(({ color, value }) => {
      events[color] = (events[color] ?? 0) + value;
    });
    const colors = data.colors
      .map((color, at) => ({ ...color, events: events[at] ?? 0 }))
      .filter(({ other, events: some }) => !other && some > 0);
    return { first: colors.sort((a, b) => b.events - a.events).slice(0, mostShown), all: colors.length };
  }, [data]);
  const areaOf = (name: string | null): Area =>
    area({ ...shownIn(spec), ...(name === null ? { anonymous: true } : { [areaLists[spec.colors]]: [name] }) });
  return (
    <span class="legend">
      {shown.first.map(({ name, label, css, hollow, events }) => (
        <button
          key={label}
          type="button"
          class="quiet"
          title={`${label}: ${plural(events, spec.noun)}`}
          aria-pressed={view.selection.some((one) => sameArea(one, areaOf(name)))}
          onClick={(event) => pick(() => areaOf(name), event.ctrlKey || event.metaKey)}
        >
          <i data-hollow={hollow} style={{ "--swatch": css }} /> {label}
        </button>
      ))}
      {shown.all > shown.first.length && <span>and {plural(shown.all - shown.first.length, `more ${spec.colors}`)}</span>}
    </span>
  );
};
