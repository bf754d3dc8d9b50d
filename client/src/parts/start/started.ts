import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../../api";
import { askStarted } from "./start-query";

const pollMs = 3000;

/**
 * Whether there are events at all, asked once. Only an empty database is asked again and again, while the page is seen, until the first event
 * is there. Until it is known, and where it cannot be, there are: the charts say themselves what fails.
 */
export const useStarted = (): boolean => {
  const [attempt, setAttempt] = useState(0);
  const answer = useAnswer(String(attempt), askStarted);
  const waiting = answer.kind === "ready" ? !answer.data : attempt > 0;
  useEffect(() => {
    if (!waiting) return;
    const poll = setInterval(() => {
      if (!document.hidden) setAttempt((before) => before + 1);
    }, pollMs);
    return () => clearInterval(poll);
  }, [waiting]);
  return !waiting;
};
