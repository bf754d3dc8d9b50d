import { useState } from "preact/hooks";
import { Dialog } from "../../parts/dialog";
import { useRemembered } from "../../parts/remembered";
import { Problem, useSending } from "../../parts/sending";
import { forWhom } from "./draft";
import type { Rule } from "./query";
import { setRule } from "./query";
import { targetName, targetWords } from "./words";

interface TakeBackProps {
  rule: Rule;
  changed: (words: string) => void;
}

/** Takes a rule back: what is said for more people holds again. */
export const TakeBack = ({ rule, changed }: TakeBackProps) => {
  const [open, setOpen] = useState(false);
  const whom = targetWords(rule);
  return (
    <>
      <button type="button" aria-haspopup="dialog" aria-label={`Take back: ${whom}`} onClick={() => setOpen(true)}>
        Take back
      </button>
      {open && (
        <Dialog name={`Take back the rule for ${whom}`} class="logging-dialog" close={() => setOpen(false)}>
          <TakeBackForm rule={rule} changed={changed} close={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
};

const TakeBackForm = ({ rule, changed, close }: TakeBackProps & { close: () => void }) => {
  const [name, remember] = useRemembered("name");
  const [by, setBy] = useState(name ?? "");
  const [reason, setReason] = useState("");
  const { problem, busy, run } = useSending();
  const whom = targetWords(rule);
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    void run(async () => {
      const why = reason.trim();
      await setRule({ ...forWhom(rule.target, targetName(rule)), mode: "INHERIT", by: by.trim(), ...(why !== "" && { reason: why }) });
      remember(by);
      close();
      changed(`The rule for ${whom} was taken back.`);
    });
  };
  return (
    <form class="logging-form" onSubmit={save}>
      <h2>Take back the rule for {whom}</h2>
      <p class="muted">
        {rule.target === "EVERYONE" ? "Then nothing is set for everyone." : "Then what is said for more people holds."} It stays in the
        history.
      </p>
      <label class="field">
        <span class="muted">Reason, if there is one to tell</span>
        <input maxLength={2000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span class="muted">Your name</span>
        <input required maxLength={200} value={by} onInput={(event) => setBy(event.currentTarget.value)} />
      </label>
      <Problem problem={problem} />
      <p class="logging-actions">
        <button type="submit" disabled={busy}>
          Take the rule back
        </button>
        <button type="button" class="quiet" onClick={close}>
          Cancel
        </button>
      </p>
    </form>
  );
};
