import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icons";
import { usePageKeys } from "../parts/keys";
import { PlaceView } from "../parts/link";
import { selectionWords, zoneOf } from "../scope";
import type { Step } from "../state/history";
import type { View } from "../state/view";
import { ItemCard } from "./cards/card";
import { type PanelProps, PanelView } from "./context";
import { Head } from "./head";
import { useLayout } from "./layout";
import { Selection } from "./selection";
import { Separator } from "./separator";
import { kindWords } from "./things";
import "./panel.css";
import "./sections.css";

/** Beside the charts: what is picked in them, or one thing, with everything around it. */
export const Panel = (props: PanelProps) => {
  const { view, said, go } = props;
  const { item, selection } = view;
  const zone = zoneOf(view);
  const layout = useLayout(item !== null || selection.length > 0);
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const stepped = useRef(false);
  usePageKeys((key) => {
    if (key !== "p") return false;
    layout.toggle();
    return true;
  });

  useBarHeight(root, layout.shown);

  // The link that was followed is gone with what it stood in: the focus goes to what took its place.
  const about = JSON.stringify([item, selection]);
  useEffect(() => {
    if (!body.current) return;
    body.current.scrollTop = 0;
    if (stepped.current) body.current.focus({ preventScroll: true });
    stepped.current = false;
  }, [about]);
  const step = (next: View, how?: Step): void => {
    stepped.current = next.item !== item || next.selection !== selection;
    go(next, how);
  };
  const close = (): void => {
    layout.release();
    go({ ...view, selection: [], item: null });
  };

  if (layout.shown === "none") return null;
  const name = item ? `${kindWords[item.kind]} ${item.key}` : selectionWords(said.selection, zone);
  if (layout.shown === "folded")
    return (
      <aside ref={root} class="panel panel-folded" aria-label="Context panel">
        <button
          type="button"
          class="quiet panel-unfold"
          aria-expanded={false}
          aria-label={`Show the panel: ${name}`}
          title={`${name} (P)`}
          onClick={layout.toggle}
        >
          <Icon name="unfold" /> <span>Show what is selected</span>
        </button>
      </aside>
    );
  return (
    <PanelView.Provider value={{ ...props, go: step, zone }}>
      <PlaceView.Provider value={{ view, go: step }}>
        <aside ref={root} class="panel" aria-label="Context panel" data-testid="panel" style={{ "--width": `${layout.width}px` }}>
          <Separator width={layout.width} resize={layout.resize} />
          <div class="panel-inside">
            <Head fold={layout.toggle} close={close} />
            <div class="panel-body" ref={body} tabIndex={-1}>
              {item ? <ItemCard key={about} item={item} /> : <Selection />}
            </div>
          </div>
        </aside>
      </PlaceView.Provider>
    </PanelView.Provider>
  );
};

/** Tells the panel how high the bar is below which it sticks. */
const useBarHeight = (root: RefObject<HTMLElement | null>, shown: string): void =>
  useEffect(() => {
    const panel = root.current;
    const bar = panel?.parentElement?.previousElementSibling;
    if (!panel || !bar) return;
    const observer = new ResizeObserver(() =>
      panel.style.setProperty("--bar-height", `${Math.round(bar.getBoundingClientRect().height)}px`),
    );
    observer.observe(bar);
    return () => observer.disconnect();
  }, [root, shown]);
