import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

export interface Size {
  width: number;
  height: number;
  /** Width of the scroll bar beside the inside. */
  scrollbar: number;
}

/** The inner size of an element, in CSS pixels, kept up to date. */
export const useSize = (element: RefObject<HTMLElement | null>): Size => {
  const [size, setSize] = useState<Size>({ width: 0, height: 0, scrollbar: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = current;
      const next = { width, height, scrollbar: current.offsetWidth - width };
      setSize((last) => (last.width === width && last.height === height && last.scrollbar === next.scrollbar ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
};
