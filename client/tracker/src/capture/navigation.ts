import type { Sink } from "./capture";

/** The address without what may be about a person: no query, and of the fragment only a path. */
export const placeOf = ({ pathname, hash }: { pathname: string; hash: string }): string => (pathname + hash).replace(/[?&=].*/, "");

/** Tells where people go within the page, and that they have come. */
export function watchNavigation({ on, patch }: Sink, went: (place: string, from: string | undefined) => void): void {
  let place = document.referrer ? placeOf(new URL(document.referrer)) : undefined;
  let isFirst = true;
  const look = () => {
    const from = place;
    place = placeOf(location);
    if (place !== from || isFirst) went(place, from);
    isFirst = false;
  };
  for (const name of ["pushState", "replaceState"] as const) patch(history, name, look);
  on("popstate", look);
  on("hashchange", look);
  look();
}
