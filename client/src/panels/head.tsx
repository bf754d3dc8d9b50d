import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/icons";
import { viewUrl } from "../state/address";
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
      <CopyLink url={viewUrl(view)} />
      <button type="button" class="quiet" aria-label="Fold the panel up" title="Fold the panel up (P)" aria-expanded={true} onClick={fold}>
        <Icon name="fold" />
      </button>
      <button type="button" class="quiet" aria-label="Close the panel" title="Close and take the selection back (Esc)" onClick={close}>
        <Icon name="close" />
      </button>
    </header>
  );
};

const saidFor = 3000;

const CopyLink = ({ url }: { url: string }) => {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(""), saidFor);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(new URL(url, location.origin).href);
      setSaid("Link copied");
    } catch {
      setSaid("Copy it from the address bar");
    }
  };
  return (
    <>
      <span class="panel-said muted" role="status">
        {said}
      </span>
      <button type="button" class="quiet" aria-label="Copy link" title="Copy link to what is shown" onClick={copy}>
        <Icon name="link" />
      </button>
    </>
  );
};
