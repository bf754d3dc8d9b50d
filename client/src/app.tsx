import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "./api";
import { FilterBar, type OpenMenu } from "./parts/filter-bar";
import { askMissing } from "./parts/filter-query";
import { Header } from "./parts/header";
import { Help } from "./parts/help";
import { usePageKeys } from "./parts/keys";
import { canCompare, scopeOf, withoutMissing, zoneOf } from "./scope";
import { type Preset, presets, readView, stepBack, type Tab, tabs, type View, viewUrl } from "./state";
import { EventsTab } from "./tabs/events/view";
import { FunctionsTab } from "./tabs/functions/view";
import { type Answered, OverviewTab } from "./tabs/overview/view";
import { PackagesTab } from "./tabs/packages/view";
import { dayOf, shiftDays } from "./zone";

/** The address as state: every step is a step of the browser's history. */
const useView = (): [View, (view: View) => void] => {
  const [view, setView] = useState(() => readView(new URL(location.href)));
  useEffect(() => {
    const onPopState = (): void => setView(readView(new URL(location.href)));
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, []);
  const go = (next: View): void => {
    if (viewUrl(next) === viewUrl(view)) return;
    history.pushState(null, "", viewUrl(next));
    setView(next);
  };
  return [view, go];
};

const nothingMissing: ReadonlySet<string> = new Set();

/** Entries of the filter that no longer exist; null until it is known. What was known last holds while a changed filter is looked up. */
const useMissing = ({ groups, packages }: View): ReadonlySet<string> | null => {
  const answer = useAnswer(JSON.stringify([groups, packages]), (signal) => askMissing(groups, packages, signal));
  if (answer.kind === "ready") return answer.data;
  // The server names a bad entry itself when the figures are asked for.
  return answer.kind === "failed" ? nothingMissing : null;
};

const presetKeys = new Map((Object.keys(presets) as Preset[]).map((preset) => [presets[preset].key.toLowerCase(), preset]));

export const App = () => {
  const [view, go] = useView();
  const [refreshed, setRefreshed] = useState(0);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [menu, setMenu] = useState<OpenMenu>(null);
  const [help, setHelp] = useState(false);
  const missing = useMissing(view);
  const said = withoutMissing(view, missing ?? nothingMissing);
  const known = missing && JSON.stringify(scopeOf(said));
  const scope = useMemo(() => (known === null ? null : scopeOf(said)), [known]);
  const days = answered && { from: dayOf(answered.from, zoneOf(view)), to: dayOf(Date.parse(answered.to) - 1, zoneOf(view)) };
  const refresh = (): void => setRefreshed(refreshed + 1);

  useEffect(() => {
    document.title = `${view.tab.charAt(0).toUpperCase()}${view.tab.slice(1)} – UsageAnalysis`;
  }, [view.tab]);

  const shift = (direction: 1 | -1): void => {
    if (days) go({ ...view, range: shiftDays(days.from, days.to, direction) });
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
    const tab: Tab | undefined = tabs[Number(key) - 1];
    const preset = presetKeys.get(key);
    if (tab) go({ ...view, tab });
    else if (key !== "" && preset) go({ ...view, range: { kind: "preset", preset } });
    else if (actions[key]) actions[key]();
    else return false;
    return true;
  });

  return (
    <>
      <Header view={view} go={go} answered={answered} refresh={refresh} openHelp={() => setHelp(true)} />
      <FilterBar view={view} go={go} scope={scope} missing={missing ?? nothingMissing} days={days} menu={menu} setMenu={setMenu} />
      <main>
        {view.tab === "overview" && (
          <OverviewTab view={view} said={said} go={go} scope={scope} refreshed={refreshed} onAnswered={setAnswered} />
        )}
        {view.tab === "packages" && <PackagesTab />}
        {view.tab === "functions" && <FunctionsTab />}
        {view.tab === "events" && <EventsTab />}
      </main>
      {help && <Help close={() => setHelp(false)} />}
    </>
  );
};
