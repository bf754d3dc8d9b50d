/** The parameters of an event as lines of names and values. Pure. */

export interface DetailLine {
  name: string;
  value: string;
  /** `input`, `output`; empty for all others. */
  direction: string;
}

const directions: readonly (readonly [string, string])[] = [
  ["inputs", "input"],
  ["outputs", "output"],
  ["other", ""],
];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

export const detailLines = (parameters: unknown): DetailLine[] => {
  if (!isRecord(parameters)) return [];
  return directions.flatMap(([key, direction]) => {
    const group = parameters[key];
    return isRecord(group) ? Object.entries(group).map(([name, value]) => ({ name, value: asText(value), direction })) : [];
  });
};
