import type { ComponentChildren } from "preact";
import type { ApiError } from "../api";

/** The shape of what is coming, shown only when it takes longer than 200 ms. */
export const Skeleton = ({ shape }: { shape: "line" | "bars" }) => (
  <div class={`skeleton skeleton-${shape}`} role="status" aria-label="Loading">
    {shape === "bars" ? Array.from({ length: 10 }, (_, row) => <i key={row} style={{ width: `${92 - row * 8}%` }} />) : <i />}
  </div>
);

/** What failed, why, and what to do. */
export const Failure = ({
  what,
  error,
  retry,
  children,
}: {
  what: string;
  error: ApiError;
  retry: () => void;
  children?: ComponentChildren;
}) => (
  <div class="note" role="alert">
    <strong>{what} could not be loaded.</strong>
    <p>{error.message}</p>
    <p class="note-actions">
      <button type="button" onClick={retry}>
        Retry
      </button>
      {children}
    </p>
    {error.errorId && (
      <p class="muted">
        Error id: <code>{error.errorId}</code>
      </p>
    )}
  </div>
);

/** Nothing to show, and how to see something. */
export const Empty = ({ text, children }: { text: string; children?: ComponentChildren }) => (
  <div class="note">
    <p>{text}</p>
    <p class="note-actions">{children}</p>
  </div>
);
