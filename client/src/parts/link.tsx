import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { viewUrl } from "../state/address";
import type { Step } from "../state/history";
import type { Item, View } from "../state/view";
import { isPlainClick } from "./keys";

/** Where one is, and the way from there. */
interface Place {
  view: View;
  go: (view: View, step?: Step) => void;
}

/** What links go from. */
export const PlaceView = createContext<Place | null>(null);

const usePlace = (): Place => {
  const place = useContext(PlaceView);
  if (!place) throw new Error("A link stands outside of the app.");
  return place;
};

interface ViewLinkProps {
  to: View;
  step?: Step;
  class?: string;
  title?: string;
  /** Name for assistive technology; without it, what is inside. */
  label?: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A step within the app that is also an address: with a modifier the browser opens it elsewhere. */
export const ViewLink = ({ to, step = "new", label, current = false, children, ...rest }: ViewLinkProps) => {
  const { go } = usePlace();
  return (
    <a
      {...rest}
      href={viewUrl(to)}
      aria-label={label}
      aria-current={current ? "true" : undefined}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(to, step);
      }}
    >
      {children}
    </a>
  );
};

/** The name of a thing: it selects that thing. */
export const ItemLink = ({ item, ...rest }: Omit<ViewLinkProps, "to" | "step" | "current"> & { item: Item }) => {
  const { view } = usePlace();
  const current = view.item?.kind === item.kind && view.item.key === item.key;
  return <ViewLink {...rest} to={{ ...view, item }} current={current} />;
};
