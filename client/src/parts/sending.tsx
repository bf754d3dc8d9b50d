import { useState } from "preact/hooks";

/** Something that is sent: whether it is on its way, and why the last one was refused. */
export const useSending = (): { problem: string | null; busy: boolean; run: (work: () => Promise<void>) => Promise<void> } => {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, run };
};

/** Why something was refused, in the server’s words. */
export const Problem = ({ problem }: { problem: string | null }) =>
  problem === null ? null : (
    <p class="bad" role="alert">
      {problem}
    </p>
  );
