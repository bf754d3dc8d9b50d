import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "./api";
import { type Overlay, useKeysOfPage } from "./page-keys";
import { Panel } from "./panels/panel";
import { Palette } from "./parts/commands/palette";
import { FilterBar, type OpenMenu } from "./parts/filter/bar";
import { askMissing } from "./parts/filter/missing";
import { useCopyLink } from "./parts/header/copy-link";
import { Header } from "./parts/header/header";
import { useAutoRefresh } from "./parts/header/refreshing";
import { Help } from "./parts/help";
import { Hint } from "./parts/hint";
import { PlaceView } from "./parts/link";
import { StartPage } from "./parts/start/start-page";
import { useStarted } from "./parts/start/started";
import { chooseTheme } from "./parts/theme";
import { scopeOf, withoutMissing, zoneOf } from "./scope";
import type { Filter } from "./state/filter";
import { useNavigation } from "./state/history";
import { writeRange } from "./state/range";
import { daysOf } from "./state/shift";
import type { View } from "./state/view";
import { Tab } from "./tabs/lazy";
import { tabNamed } from "./tabs/registry";
import type { Answered } from "./tabs/tab";

const nothingMissing: ReadonlySet<string> = new Set();

/** Entries of the filter that no longer exist; null until it is known. What was known last holds while a changed filter is looked up. */
const useMissing = (filter: Filter): ReadonlySet<string> | null => {
  const answer = useAnswer(JSON.stringify(filter), (signal) => askMissing(filter, signal));
  if (answer.kind === "ready") return answer.data;
  // The server names a bad entry itself when the figures are asked for.
  return answer.kind === "failed" ? nothingMissing : null;
};

/** What the server said last, and whether that was about the range in force. */
const useAnswered = (view: View) => {
  const [last, setLast] = useState<{ answered: Answered; range: string } | null>(null);
  const range = `${zoneOf(view)} ${writeRange(view.range)}`;
  const latest = useRef(range);
  latest.current = range;
  const onAnswered = useCallback((answered: Answered) => setLast({ answered, range: latest.current }), []);
  return { last: last?.answered ?? null, answered: last?.range === range ? last.answered : null, onAnswered };
};

export const App = () => {
  const { view, go, back, goBack } = useNavigation();
  const [refreshed, setRefreshed] = useState(0);
  const [menu, setMenu] = useState<OpenMenu>(null);
  const [overlay, setOverlay] = useState<Overlay>(null);
  const started = useStarted();
  const { last, answered, onAnswered } = useAnswered(view);
  const missing = useMissing(view.filter);
  const said = useMemo(() => withoutMissing(view, missing ?? nothingMissing), [view, missing]);
  const known = missing && JSON.stringify(scopeOf(said));
  const scope = useMemo(() => (known === null ? null : scopeOf(said)), [known]);
  const refresh = useCallback((): void => setRefreshed((before) => before + 1), []);
  const [every, setEvery] = useAutoRefresh(refresh, refreshed);
  const link = useCopyLink(view);
  const place = useMemo(() => ({ view, go }), [view, go]);
  const tab = tabNamed(view.tab);
  const title = tab?.title ?? view.tab;

  useEffect(() => {
    document.title = `${title} – UsageAnalysis`;
  }, [title]);

  const open = (next: Overlay): void => {
    setMenu(null);
    setOverlay(next);
  };
  const openHelp = (): void => open("help");
  useKeysOfPage({ view, go, answered, refresh, menu, setMenu, open, started });

  return (
    <>
      <Header
        view={view}
        go={go}
        answered={last}
        refresh={refresh}
        every={every}
        setEvery={setEvery}
        said={link.said}
        copyLink={link.copyLink}
        openCommands={() => open("commands")}
        openHelp={openHelp}
      />
      {started ? (
        <>
          <FilterBar
            view={view}
            go={go}
            lists={tab?.filters ?? []}
            scope={scope}
            missing={missing ?? nothingMissing}
            days={answered && daysOf(answered, zoneOf(view))}
            menu={menu}
            setMenu={setMenu}
          />
          <div class="beside">
            <main>
              <Hint />
              {back && (
                <p class="way-back">
                  <button type="button" class="quiet" onClick={goBack}>
                    ← Back to {tabNamed(back.tab)?.title ?? back.tab}
                  </button>
                </p>
              )}
              {tab && (
                <PlaceView.Provider value={place}>
                  <Tab tab={tab} view={view} said={said} go={go} scope={scope} refreshed={refreshed} onAnswered={onAnswered} />
                </PlaceView.Provider>
              )}
            </main>
            <Panel view={view} said={said} go={go} scope={scope} answered={answered} refreshed={refreshed} />
          </div>
        </>
      ) : (
        <StartPage />
      )}
      {overlay === "help" && <Help close={() => setOverlay(null)} />}
      {overlay === "commands" && (
        <Palette
          view={view}
          close={() => setOverlay(null)}
          go={go}
          refresh={refresh}
          copyLink={link.copyLink}
          openHelp={openHelp}
          openDays={() => setMenu("days")}
          chooseTheme={chooseTheme}
        />
      )}
    </>
  );
};
