import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icons";

interface MenuProps {
  /** On the button. */
  label: string;
  /** The button's name for assistive technology, where the label alone would not tell it. */
  said?: string;
  /** Of the panel that opens. */
  name: string;
  open: boolean;
  setOpen: (open: boolean) => void;
  children: ComponentChildren;
}

/** A button and the panel below it. Escape, a click elsewhere and leaving with Tab close it; the focus goes in and comes back. */
export const Menu = ({ label, said, name, open, setOpen, children }: MenuProps) => {
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const latest = useRef(setOpen);
  latest.current = setOpen;

  useLayoutEffect(() => {
    if (!open) return;
    if (panel.current) keepOnPage(panel.current);
    root.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) latest.current(false);
    };
    addEventListener("pointerdown", outside);
    return () => {
      removeEventListener("pointerdown", outside);
      // A choice closes the panel with the focus still in it.
      if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !root.current?.contains(event.relatedTarget)) setOpen(false);
  };

  return (
    <div class="menu" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button type="button" ref={button} aria-label={said} aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
        {label} <Icon name="down" />
      </button>
      {open && (
        <div class="popover" ref={panel} role="dialog" aria-label={name}>
          {children}
        </div>
      )}
    </div>
  );
};

/** A panel that would reach beyond the right edge of the page stands as far to the left as it must. */
const keepOnPage = (panel: HTMLElement): void => {
  const beyond = panel.getBoundingClientRect().right - document.documentElement.clientWidth + 12;
  if (beyond > 0) panel.style.setProperty("--back", `${beyond}px`);
};
