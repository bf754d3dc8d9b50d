import { useCallback, useEffect, useState } from "preact/hooks";
import { type Filters, readFilters, writeFilters } from "./filters";

/** The filters of the address. What is searched is no step of the browser's history. */
export const useFilters = (): [Filters, (filters: Filters) => void] => {
  const [filters, setFilters] = useState(() => readFilters(location.search));
  useEffect(() => {
    const onPopState = (): void => setFilters(readFilters(location.search));
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, []);
  const go = useCallback((next: Filters): void => {
    const before = readFilters(location.search);
    const url = `${location.pathname}${writeFilters(next)}`;
    if (url === `${location.pathname}${writeFilters(before)}`) return;
    if (writeFilters({ ...before, search: "" }) === writeFilters({ ...next, search: "" })) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
    setFilters(next);
  }, []);
  return [filters, go];
};
