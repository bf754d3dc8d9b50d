import { ApiError, ask } from "../../api";
import { entry, type ScopeInput, scopeDocument, scopeOf, withoutMissing } from "../../scope";
import { allLists, type Filter } from "../../state/filter";
import { defaultView } from "../../state/view";

/** Which entries of the filter no longer exist, as `entry` texts. The server names one at a time. */
export const askMissing = async (filter: Filter, signal: AbortSignal): Promise<Set<string>> => {
  const missing = new Set<string>();
  const view = { ...defaultView, filter: { ...filter, picked: [] } };
  for (;;) {
    const { filter: known } = withoutMissing(view, missing);
    if (!allLists.some((list) => known[list].length > 0)) return missing;
    const unknown = await askUnknown(scopeOf({ ...view, filter: known }), signal);
    if (unknown === null) return missing;
    missing.add(unknown);
  }
};

const askUnknown = async (scope: ScopeInput, signal: AbortSignal): Promise<string | null> => {
  try {
    await ask(scopeDocument, { scope }, signal);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError) || error.unknownEntry === null) throw error;
    return entry(error.unknownEntry.list, error.unknownEntry.name);
  }
};
