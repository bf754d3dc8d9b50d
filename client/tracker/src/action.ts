import { uuid } from "./clock";

const LASTS_MS = 5000;
const HEADER = "X-Usage-Action";

/** One id for all that a gesture of the user causes: events, and requests to servers. */
export interface Action {
  /** A new gesture. */
  begin(): void;
  /** The id while the gesture lasts; undefined when nothing of the user's is going on. */
  current(): string | undefined;
}

export function createAction(now: () => number = () => performance.now()): Action {
  let id: string | undefined;
  let ends = 0;
  return {
    begin() {
      id = undefined;
      ends = now() + LASTS_MS;
    },
    current() {
      if (now() >= ends) return undefined;
      id ??= uuid();
      return id;
    },
  };
}

type Given<M> = M extends (...given: infer G) => unknown ? G : never;

/** Does something before or after a method of the page's own, with what it is given, until the tracker stops. */
export type Patch = <O, K extends keyof O>(
  owner: O,
  name: K,
  after?: (self: O, given: Given<O[K]>) => void,
  before?: (given: Given<O[K]>) => void,
) => void;

/** Puts the id on requests to the page's own origin and to those that were named. */
export function propagate(action: Action, origins: readonly string[], patch: Patch): void {
  const idFor = (address: string | URL) => {
    const { origin } = new URL(address, document.baseURI);
    return origin === location.origin || origins.includes(origin) ? action.current() : undefined;
  };
  patch(window, "fetch", undefined, (given) => {
    const [input, init] = given;
    const request = input instanceof Request ? input : undefined;
    const id = idFor(request?.url ?? `${input}`);
    if (!id) return;
    const headers = new Headers(init?.headers ?? request?.headers);
    headers.set(HEADER, id);
    given[1] = { ...init, headers };
  });
  patch(XMLHttpRequest.prototype, "open", (request, [, address]) => {
    const id = idFor(address);
    if (id) request.setRequestHeader(HEADER, id);
  });
}
