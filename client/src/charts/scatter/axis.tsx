import { type Room, type ScatterBucket, toX } from "./model";

/** Pixels that one label of the time axis needs. */
const labelRoom = 64;

/** The names of the buckets below the dots. */
export const TimeAxis = ({ buckets, room }: { buckets: readonly ScatterBucket[]; room: Room }) => {
  const perBucket = room.width / (room.window.to - room.window.from);
  const every = Math.max(1, Math.ceil(labelRoom / perBucket));
  return (
    <div class="scatter-axis" aria-hidden="true">
      <div class="scatter-moves">
        {buckets.map((bucket, at) =>
          at % every === 0 && isNear(room, at) ? (
            <span key={bucket.from} style={{ left: `${toX(room, at + 0.5)}px` }}>
              {bucket.label}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
};

/** Within the window, or so near that it may be moved into sight. */
const isNear = ({ window }: Room, at: number): boolean => {
  const span = window.to - window.from;
  return at >= window.from - span / 2 - 1 && at <= window.to + span / 2;
};
