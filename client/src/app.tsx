import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "./api";
import { Panel } from "./panels/panel";
import { FilterBar, type OpenMenu } from "./parts/filter-bar";
import { askMissing } from "./parts/filter-query";
import { Header } from "./parts/header";
import { Help } from "./parts/help";
import { usePageKeys } from "./parts/keys";
import { canCompare, scopeOf, withoutMissing, zoneOf } from "./scope";
import type { Filter } from "./state/filter";
import { useNavigation } from "./state/history";
import { type Preset, presets } from "./state/range";
import { onTab, stepBack, withRange } from "./state/view";
import { LazyTab } from "./tabs/lazy";
import { tabNamed, tabs } from "./tabs/registry";
import type { Answered } from "./tabs/tab";
import { dayOf, shiftDays } from "./zone";

const nothingMissing: ReadonlySet<string> = new Set();

/** Entries of the filter that no longer exist; null until it is known. What was known last holds while a changed filter is looked up. */
const useMissing = (filter: Filter): ReadonlySet<string> | null => {
  const answer = useAnswer(JSON.stringify(filter), (signal) => askMissing(filter, signal));
  if (answer.kind === "ready") return answer.data;
  // The server names a bad entry itself when the figures are asked for.
  return answer.kind === "failed" ? nothingMissing : null;
};

const presetKeys = new Map((Object.keys(presets) as Preset[]).map((preset) => [presets[preset].key.toLowerCase(), preset]));

export const App = () => {
  const { view, go, back, goBack } = useNavigation();
  const [refreshed, setRefreshed] = useState(0);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [menu, setMenu] = useState<OpenMenu>(null);
  const [help, setHelp] = useState(false);
  const missing = useMissing(view.filter);
  const said = useMemo(() => withoutMissing(view, missing ?? nothingMissing), [view, missing]);
  const known = missing && JSON.stringify(scopeOf(said));
  const scope = useMemo(() => (known === null ? null : scopeOf(said)), [known]);
  const days = answered && { from: dayOf(answered.from, zoneOf(view)), to: dayOf(Date.parse(answered.to) - 1, zoneOf(view)) };
  const refresh = (): void => setRefreshed(refreshed + 1);
  const title = tabNamed(view.tab)?.title ?? view.tab;

  useEffect(() => {
    document.title = `${title} – UsageAnalysis`;
  }, [title]);

  const shift = (direction: 1 | -1): void => {
    if (days) go(withRange(view, shiftDays(days.from, days.to, direction)));
  };
  const actions: Record<string, () => void> = {
    c: () => setMenu("days"),
    x: () => canCompare(view) && go({ ...view, compare: view.compare === "none" ? "previous" : "none" }),
    "[": () => shift(-1),
    "]": () => shift(1),
    r: refresh,
    "?": () => setHelp(true),
    escape: () => (menu ? setMenu(null) : go(stepBack(view) ?? view)),
  };
  usePageKeys((key) => {
    if (help) return false;
    const tab = tabs[Number(key) - 1];
    const preset = presetKeys.get(key);
    if (tab) go(onTab(view, tab.name));
    else if (key !== "" && preset) go(withRange(view, { kind: "preset", preset }));
    else if (actions[key]) actions[key]();
    else return false;
    return true;
  });

  return (
    <>
      <Header view={view} go={go} answered={answered} refresh={refresh} openHelp={() => setHelp(true)} />
      <FilterBar view={view} go={go} scope={scope} missing={missing ?? nothingMissing} days={days} menu={menu} setMenu={setMenu} />
      <div class="beside">
        <main>
          {back && (
            <p class="way-back">
              <button type="button" class="quiet" onClick={goBack}>
                ← Back to {tabNamed(back.tab)?.title ?? back.tab}
              </button>
            </p>
          )}
          <LazyTab name={view.tab} view={view} said={said} go={go} scope={scope} refreshed={refreshed} onAnswered={setAnswered} />
        </main>
        <Panel view={view} said={said} go={go} scope={scope} answered={answered} refreshed={refreshed} />
      </div>
      {help && <Help close={() => setHelp(false)} />}
    </>
  );
};
