/** What all charts over time have in common: axes, and the box that follows the pointer. */

import { shortCount } from "../format";
import type { BucketPlace } from "./buckets";
import type { ChartOption } from "./engine";
import type { Palette } from "./palette";

/** Pixels that one label of the time axis needs. */
const labelRoom = 64;

/** Buckets from left to right, counts from zero. `gap`: buckets have a width, as bars need; `signed`: some bars hang below zero. */
export const axes = (
  places: readonly BucketPlace[],
  colours: Palette,
  width: number,
  gap: boolean,
  signed = false,
): Pick<ChartOption, "grid" | "xAxis" | "yAxis"> => {
  const every = Math.max(1, Math.ceil((places.length * labelRoom) / width));
  const axisText = { color: colours.muted, fontSize: 12, fontFamily: "inherit" };
  return {
    grid: { left: 10, right: 8, top: 12, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      data: places.map((place) => place.label),
      boundaryGap: gap,
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { ...axisText, margin: 10, interval: (index: number) => index % every === 0 },
    },
    yAxis: {
      type: "value",
      ...(!signed && { min: 0 }),
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...axisText, formatter: (value: number) => shortCount(Math.abs(value)) },
      splitLine: { lineStyle: { color: colours.line } },
    },
  };
};

export const tooltipBox = (colours: Palette) =>
  ({
    trigger: "axis",
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.raised,
    borderColor: colours.line,
    padding: [6, 10],
    extraCssText: "box-shadow: none;",
    textStyle: { color: colours.text, fontSize: 12, fontFamily: "inherit" },
    axisPointer: { lineStyle: { color: colours.muted, type: "solid", width: 1 } },
  }) as const satisfies ChartOption["tooltip"];

/** Names come from events, and a tooltip is HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export const muted = (html: string): string => `<span class="tip-muted">${html}</span>`;
