/** Where picked buckets lie in a chart. */

export interface Band {
  left: number;
  width: number;
}

/** Stretches of neighbouring buckets, in pixels; `middle` is where a bucket's middle is. */
export const bandsOf = (picked: readonly number[], middle: (index: number) => number, room: number): Band[] => {
  const step = Math.abs(middle(1) - middle(0)) || room;
  const all = [...new Set(picked)].sort((one, other) => one - other);
  const runs = all.reduce<[number, number][]>((runs, index) => {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
    return runs;
  }, []);
  return runs.map(([first, last]) => {
    const left = Math.max(0, middle(first) - step / 2);
    return { left, width: Math.min(room, middle(last) + step / 2) - left };
  });
};
