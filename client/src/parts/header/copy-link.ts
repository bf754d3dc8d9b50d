import { useCallback, useEffect, useState } from "preact/hooks";
import { zoneOf } from "../../scope";
import { viewUrl } from "../../state/address";
import type { View } from "../../state/view";
import { copy } from "./clipboard";

/** The address of a view for somebody else, whose browser may stand in another zone. */
export const linkTo = (view: View, origin: string): string => `${origin}${viewUrl({ ...view, timeZone: zoneOf(view) })}`;

/** Copies the link, and says so for a few seconds. */
export const useCopyLink = (view: View): { said: string; copyLink: () => void } => {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  const copyLink = useCallback(() => void copy(linkTo(view, location.origin), "Link").then(setSaid), [view]);
  return { said, copyLink };
};
