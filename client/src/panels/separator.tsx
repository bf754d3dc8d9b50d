import { narrowest, widest } from "./layout";

const step = 16;

/** The left edge of the panel: drag it, or move it by arrow keys. */
export const Separator = ({ width, resize }: { width: number; resize: (width: number) => void }) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowLeft: width + step, ArrowRight: width - step, Home: widest, End: narrowest }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    resize(next);
  };
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const edge = event.currentTarget;
    const [start, before] = [event.clientX, width];
    const move = ({ clientX }: PointerEvent): void => resize(before + start - clientX);
    const stop = (): void => {
      edge.removeEventListener("pointermove", move);
      edge.removeEventListener("pointerup", stop);
      edge.removeEventListener("pointercancel", stop);
    };
    event.preventDefault();
    edge.focus();
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener("pointermove", move);
    edge.addEventListener("pointerup", stop);
    edge.addEventListener("pointercancel", stop);
  };
  return (
    <hr
      class="panel-edge"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuetext={`${width} pixels`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
};
