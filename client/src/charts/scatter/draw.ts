/** Draws the dots on a canvas: thousands of them, each frame. A chart library redraws a scatter of this size too slowly to follow the hand. */

import { type Placed, type Room, type ScatterData, toX } from "./model";

export interface Picture {
  data: ScatterData;
  placed: Placed;
  /** Which points are picked; null where nothing is. */
  picked: ReadonlySet<number> | null;
  room: Room;
  /** Height of the room in sight, and how far it is scrolled down. */
  height: number;
  scrolled: number;
  /** Drawn to the left and right of the room too, so that it can be moved before it is drawn anew. */
  margin: number;
  /** Colours of grid and marks. */
  line: string;
  text: string;
}

const dimmed = 0.25;
const solid = 0.75;

/** The canvas is as wide as the room and its margins; a device pixel ratio keeps the dots sharp. */
export const draw = (canvas: HTMLCanvasElement, picture: Picture): void => {
  const { room, height, margin } = picture;
  const ratio = devicePixelRatio || 1;
  const [width, tall] = [Math.round((room.width + 2 * margin) * ratio), Math.round(height * ratio)];
  if (canvas.width !== width || canvas.height !== tall) [canvas.width, canvas.height] = [width, tall];
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, room.width + 2 * margin, height);
  drawRows(context, picture);
  drawUnfinished(context, picture);
  drawDots(context, picture);
};

const drawRows = (context: CanvasRenderingContext2D, { data, room, height, scrolled, margin, line }: Picture): void => {
  context.globalAlpha = 1;
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.beginPath();
  const first = Math.max(1, Math.floor(scrolled / room.rowHeight));
  for (let row = first; row <= data.rows.length; row++) {
    const y = Math.round(row * room.rowHeight - scrolled) - 0.5;
    if (y > height) break;
    context.moveTo(0, y);
    context.lineTo(room.width + 2 * margin, y);
  }
  context.stroke();
};

/** The bucket that is still running is hatched. */
const drawUnfinished = (context: CanvasRenderingContext2D, { data, room, height, margin, line }: Picture): void => {
  const at = data.buckets.findIndex(({ unfinished }) => unfinished);
  if (at < 0) return;
  const [left, right] = [toX(room, at) + margin, toX(room, at + 1) + margin];
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, height);
  context.clip();
  context.strokeStyle = line;
  context.beginPath();
  for (let x = left - height; x < right; x += 8) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
};

const drawDots = (context: CanvasRenderingContext2D, { data, placed, picked, room, height, scrolled, margin, text }: Picture): void => {
  const rings: number[] = [];
  for (const at of placed.order) {
    const point = data.points[at];
    const radius = placed.radius[at] ?? 0;
    const x = toX(room, placed.x[at] ?? 0) + margin;
    const y = (placed.y[at] ?? 0) * room.rowHeight - scrolled;
    if (!point || x < -radius || x > room.width + 2 * margin + radius || y < -radius || y > height + radius) continue;
    const color = data.colors[point.color];
    const isPicked = picked?.has(at) ?? false;
    context.globalAlpha = picked && !isPicked ? dimmed : solid;
    context.beginPath();
    context.arc(x, y, Math.max(1, color?.hollow ? radius - 1 : radius), 0, 2 * Math.PI);
    if (color?.hollow) {
      context.strokeStyle = color.css;
      context.lineWidth = 2;
      context.stroke();
    } else {
      context.fillStyle = color?.css ?? text;
      context.fill();
    }
    if (isPicked) rings.push(at);
  }
  context.globalAlpha = 1;
  context.strokeStyle = text;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const at of rings) {
    const x = toX(room, placed.x[at] ?? 0) + margin;
    const y = (placed.y[at] ?? 0) * room.rowHeight - scrolled;
    const radius = (placed.radius[at] ?? 0) + 1.5;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.stroke();
};
