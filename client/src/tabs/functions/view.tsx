import type { TabProps } from "../tab";
import { views } from "./views";

/** The views of the tab; which one is shown is in the address. */
export const FunctionsTab = (props: TabProps) => {
  const { Shown } = views.find(({ name }) => name === props.view.show) ?? views[0];
  return (
    <div class="tab-fill">
      <Shown {...props} />
    </div>
  );
};
