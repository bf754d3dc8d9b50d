import { useState } from "preact/hooks";
import { capital, plural } from "../format";
import { Icon } from "../parts/icons";
import { Empty } from "../parts/notes";
import { areaWords, rangeWords, scopeWords, selectionAsFilter, selectionWords } from "../scope";
import { isTimed, onlyThing, toggleArea } from "../state/area";
import type { View } from "../state/view";
import { usePanel } from "./context";
import { LatestRuns } from "./runs";
import type { SectionName } from "./sections";
import { Usage } from "./usage";
import { selectedScope } from "./within";

const sections: readonly SectionName[] = ["users", "packages", "functions", "log", "audit", "errors"];

/** What is picked, in words, with the time that it lies in. */
const titleOf = (said: View, zone: string): { title: string; range: string | null } => {
  if (said.selection.length === 0) return { title: "Everything in the filter", range: scopeWords(said) };
  const thing = onlyThing(said.selection);
  const title = thing ? `${thing.kind} ${thing.name}` : selectionWords(said.selection, zone);
  return { title, range: isTimed(said.selection) ? null : rangeWords(said) };
};

/** What is picked in the charts, or, with nothing picked, everything in the filter. */
export const Selection = () => {
  const { view, said, scope, answered, zone } = usePanel();
  const { title, range } = titleOf(said, zone);
  const within = scope && selectedScope(scope, view.selection, answered);
  return (
    <>
      <div class="panel-title">
        <h2>{capital(title)}</h2>
        {range && <p class="muted">{range}</p>}
      </div>
      {view.selection.length > 1 && <Areas />}
      {scope && !within && <Empty text="Nothing of what is selected lies within the filter." />}
      {within && (
        <Usage
          what="What is selected"
          subject={{ scope: within, id: null }}
          sections={sections}
          from={selectionAsFilter(view)}
          latest="Latest events"
        >
          {(summary) => <LatestRuns subject={{ scope: within, id: null }} summary={summary} from={selectionAsFilter(view)} />}
        </Usage>
      )}
    </>
  );
};

const fewAreas = 5;

const Areas = () => {
  const { view, go, zone } = usePanel();
  const [all, setAll] = useState(false);
  const { selection } = view;
  const shown = all ? selection : selection.slice(0, fewAreas);
  return (
    <div class="panel-areas">
      <ul aria-label="Selected points">
        {shown.map((area) => {
          const words = areaWords(area, zone);
          const take = (): void => go({ ...view, selection: toggleArea(selection, area) });
          return (
            <li key={words}>
              <span class="cut" title={words}>
                {words}
              </span>
              <button type="button" class="quiet" aria-label={`Take back ${words}`} title="Take this one back" onClick={take}>
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ul>
      {selection.length > fewAreas && (
        <button type="button" class="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `First ${fewAreas}` : `All ${plural(selection.length, "point")}`}
        </button>
      )}
    </div>
  );
};
