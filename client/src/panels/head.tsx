import { useCopyLink } from "../parts/header/copy-link";
import { Icon } from "../parts/icons";
import type { View } from "../state/view";
import { usePanel } from "./context";
import { kindWords } from "./things";

interface HeadProps {
  fold: () => void;
  close: () => void;
}

/** What kind of thing is shown, the way back to what is picked, and what can be done with the panel. */
export const Head = ({ fold, close }: HeadProps) => {
  const { view, go } = usePanel();
  const { item, selection } = view;
  return (
    <header class="panel-head">
      <p class="muted cut">{item ? kindWords[item.kind] : selection.length > 0 ? "Selected" : "Everything in the filter"}</p>
      {item && selection.length > 0 && (
        <button type="button" class="quiet" onClick={() => go({ ...view, item: null })}>
          ← Back to the selection
        </button>
      )}
      <CopyLink view={view} />
      <button type="button" class="quiet" aria-label="Fold the panel up" title="Fold the panel up (P)" aria-expanded={true} onClick={fold}>
        <Icon name="fold" />
      </button>
      <button type="button" class="quiet" aria-label="Close the panel" title="Close and take the selection back (Esc)" onClick={close}>
        <Icon name="close" />
      </button>
    </header>
  );
};

const CopyLink = ({ view }: { view: View }) => {
  const { said, copyLink } = useCopyLink(view);
  return (
    <>
      <span class="panel-said muted" role="status">
        {said}
      </span>
      <button
        type="button"
        class="quiet"
        aria-label="Copy link to what the panel shows"
        title="Copy link to what is shown"
        onClick={copyLink}
      >
        <Icon name="link" />
      </button>
    </>
  );
};
