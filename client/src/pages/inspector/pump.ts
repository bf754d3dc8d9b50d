/** Between what comes as fast as it likes and what is looked up and drawn: some at once, no more often than pictures are drawn. */

import { mostKept } from "./feed";
import { mostById } from "./query";

/** The next picture; a page that nobody sees draws none, and takes its time. */
const nextFrame = (): Promise<unknown> =>
  new Promise((resolve) => {
    if (document.visibilityState === "visible") requestAnimationFrame(resolve);
    else setTimeout(resolve, 200);
  });

/** Runs `take` for what comes, in order, never twice at once. Of what waits the newest are kept; `skip` is told how many were not. */
export const pump = (
  take: (some: readonly string[]) => Promise<void>,
  skip: (count: number) => void,
  fail: (error: unknown) => void,
  frame: () => Promise<unknown> = nextFrame,
): ((one: string) => void) => {
  let waiting: string[] = [];
  let busy = false;
  const run = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      await frame();
      await take(waiting.splice(0, mostById));
    }
    busy = false;
  };
  return (one) => {
    waiting.push(one);
    if (waiting.length > 2 * mostKept) {
      skip(waiting.length - mostKept);
      waiting = waiting.slice(-mostKept);
    }
    if (!busy) run().catch(fail);
  };
};
