import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface DialogProps {
  name: string;
  class: string;
  close: () => void;
  children: ComponentChildren;
}

/** A modal dialog. Escape and a click beside it close it, and the focus goes back to where it was. */
export const Dialog = ({ name, class: className, close, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // What is taken off the page while it is open gives no focus back by itself.
    return () => {
      if (before instanceof HTMLElement && (document.activeElement === document.body || !document.activeElement)) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={className}
      aria-label={name}
      onClose={close}
      onPointerDown={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      {children}
    </dialog>
  );
};
