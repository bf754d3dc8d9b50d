import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface DialogProps {
  name: string;
  class: string;
  close: () => void;
  children: ComponentChildren;
}

const isInside = ({ clientX, clientY }: PointerEvent, { left, right, top, bottom }: DOMRect): boolean =>
  left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;

/** A modal dialog. Escape and a click beside it close it, and the focus goes back to where it was. */
export const Dialog = ({ name, class: className, close, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const gone = useRef(false);
  // Before the next key comes: what is typed at once belongs to the dialog.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      // Only a dialog that is closed before it is taken off the page gives the focus back; what opens next is not closed with it.
      gone.current = true;
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={className}
      aria-label={name}
      onClose={() => gone.current || close()}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && !isInside(event, event.currentTarget.getBoundingClientRect())) close();
      }}
    >
      {children}
    </dialog>
  );
};
