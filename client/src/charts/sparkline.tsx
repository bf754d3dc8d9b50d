/** The run of the values as one small line, zero-based; null is after now. It repeats what the chart says, so it has no name of its own. */
export const Sparkline = ({ values, width = 96, height = 28 }: { values: readonly (number | null)[]; width?: number; height?: number }) => (
  <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
    <path d={sparkPath(values, width, height)} fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke" />
  </svg>
);

export const sparkPath = (values: readonly (number | null)[], width: number, height: number): string => {
  const known = values.filter((value) => value !== null);
  const top = Math.max(1, ...known);
  const step = width / Math.max(1, values.length - 1);
  const at = (value: number): number => Math.round((height - 1 - (value / top) * (height - 2)) * 10) / 10;
  const points = known.map((value, index) => `${Math.round(index * step * 10) / 10} ${at(value)}`);
  if (points.length === 1) return `M${points[0]}H${width}`;
  return points.length === 0 ? "" : `M${points.join("L")}`;
};
