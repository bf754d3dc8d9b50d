import { useAnswer } from "../api";
import { Failure, Skeleton } from "../parts/notes";
import { Switch } from "../parts/switch";
import { onShow } from "../state/view";
import type { TabDefinition, TabProps, TabView } from "./tab";
import "./lazy.css";

/** The view of a tab that the address names, and the switch to the other ones. */
export const Tab = ({ tab, ...props }: TabProps & { tab: TabDefinition }) => {
  const { view, go } = props;
  const shown = tab.views.find(({ name }) => name === view.show) ?? tab.views[0];
  return (
    <>
      {tab.views.length > 1 && (
        <nav class="tab-views" aria-label={`Views of ${tab.title}`}>
          <Switch
            name="View"
            options={tab.views.map(({ name, label }) => ({ value: name, label }))}
            chosen={shown.name}
            choose={(show) => go(onShow(view, show))}
          />
        </nav>
      )}
      <LazyView {...props} key={`${tab.name} ${shown.name}`} what={tab.title} shown={shown} />
    </>
  );
};

/** Loads a view when it is first shown. Views that are not shown are not there, and ask nothing. */
const LazyView = ({ what, shown, ...props }: TabProps & { what: string; shown: TabView }) => {
  const loaded = useAnswer("view", async () => ({ View: await shown.load() }));
  if (loaded.kind === "failed")
    return (
      <Failure what={what} error={loaded.error} retry={loaded.retry}>
        {/* A browser may keep a failed file for as long as the page lives, and a newer release has other files. */}
        <button type="button" onClick={() => location.reload()}>
          Load the page anew
        </button>
      </Failure>
    );
  if (loaded.kind === "loading")
    return (
      <div class="tab-loading">
        <Skeleton shape="line" />
      </div>
    );
  const { View } = loaded.data;
  return <View {...props} />;
};
