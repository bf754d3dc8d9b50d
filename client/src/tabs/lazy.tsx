import { useAnswer } from "../api";
import { Failure, Skeleton } from "../parts/notes";
import { tabNamed } from "./registry";
import type { TabProps } from "./tab";
import "./lazy.css";

/** Loads the view of a tab when it is first shown. Tabs that are not shown are not there, and ask nothing. */
export const LazyTab = ({ name, ...props }: TabProps & { name: string }) => {
  const definition = tabNamed(name);
  const loaded = useAnswer(name, async () => ({ name, View: await definition?.load() }));
  if (loaded.kind === "failed")
    return (
      <Failure what={definition?.title ?? name} error={loaded.error} retry={loaded.retry}>
        {/* A browser may keep a failed file for as long as the page lives, and a newer release has other files. */}
        <button type="button" onClick={() => location.reload()}>
          Load the page anew
        </button>
      </Failure>
    );
  if (loaded.kind === "loading" || loaded.data.name !== name || !loaded.data.View)
    return (
      <div class="tab-loading">
        <Skeleton shape="line" />
      </div>
    );
  const { View } = loaded.data;
  return <View key={name} {...props} />;
};
