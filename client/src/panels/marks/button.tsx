import { useState } from "preact/hooks";
import { Dialog } from "../../parts/dialog";
import { useRemembered } from "../../parts/remembered";
import { Problem, useSending } from "../../parts/sending";
import { type Mark, markError } from "./marks";
import "./marks.css";

interface MarkProps {
  error: { id: string; message: string };
  /** What holds now; null where nobody said anything. */
  mark: Pick<Mark, "isError" | "comment" | "markedBy"> | null;
}

/** What was said about an error, and the way to say something. */
export const MarkButton = ({ error, mark }: MarkProps) => {
  const [open, setOpen] = useState(false);
  const said = mark && [mark.isError ? "" : "Not an error", mark.comment].filter(Boolean).join(": ");
  return (
    <>
      <button
        type="button"
        class="quiet mark-button cut"
        aria-haspopup="dialog"
        aria-label={`${said || "Comment"} on ${error.message}`}
        title={said ? `${said} (${mark.markedBy})` : "Comment, or mark as no error"}
        onClick={() => setOpen(true)}
      >
        {said || "Comment"}
      </button>
      {open && (
        <Dialog name="Comment on an error" class="mark-dialog" close={() => setOpen(false)}>
          <MarkForm error={error} mark={mark} close={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
};

const MarkForm = ({ error, mark, close }: MarkProps & { close: () => void }) => {
  const [name, remember] = useRemembered("name");
  const [by, setBy] = useState(name ?? "");
  const [comment, setComment] = useState("");
  const [isNone, setIsNone] = useState(mark ? !mark.isError : false);
  const { problem, busy, run } = useSending();
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    void run(async () => {
      await markError({ error: error.id, by, isError: !isNone, comment });
      remember(by);
      close();
    });
  };
  return (
    <form class="mark-form" onSubmit={save}>
      <h2>{error.message}</h2>
      <label>
        Comment
        <textarea rows={3} maxLength={2000} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
      </label>
      <label class="mark-none">
        <input type="checkbox" checked={isNone} onChange={() => setIsNone(!isNone)} /> This is not an error: leave it out of the errors
      </label>
      <label>
        Your name
        <input required maxLength={200} value={by} onInput={(event) => setBy(event.currentTarget.value)} />
      </label>
      <p class="muted">What is said stays, with name and time. The last word holds. It still counts in all figures.</p>
      <Problem problem={problem} />
      <p class="note-actions">
        <button type="submit" disabled={busy}>
          Save the comment
        </button>
        <button type="button" class="quiet" onClick={close}>
          Cancel
        </button>
      </p>
    </form>
  );
};
