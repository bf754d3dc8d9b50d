/** The inputs and outputs of a function as columns, and their values as they are read, compared and written into a filter. Pure. */

import { count, dash } from "../../../format";
import type { Cell } from "../../../parts/table";
import type { Run, RunFunction } from "./query";

/** An input or an output. */
export interface ValueColumn {
  side: "in" | "out";
  name: string;
  /** As the function declares it, else as it was seen. */
  type: string;
  isNumber: boolean;
}

const numberTypes = new Set(["int", "integer", "long", "bigint", "qnum", "num", "number", "float", "double", "decimal", "real"]);

const valueColumn = (side: ValueColumn["side"], { name, type }: { name: string; type: string }): ValueColumn => ({
  side,
  name,
  type,
  isNumber: numberTypes.has(type.toLowerCase()),
});

/** First what is declared, in its order, then what else runs were seen with: inputs, then outputs. */
export const valueColumns = ({ inputs, outputs, parameters }: RunFunction): ValueColumn[] => {
  const seen = parameters?.nodes ?? [];
  const of = (side: ValueColumn["side"], declared: readonly { name: string; type: string }[], direction: string): ValueColumn[] => {
    const all = [...declared, ...seen.filter((one) => one.direction === direction)];
    return all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at).map((one) => valueColumn(side, one));
  };
  return [...of("in", inputs, "input"), ...of("out", outputs, "output")];
};

export const columnId = ({ side, name }: Pick<ValueColumn, "side" | "name">): string => `${side}.${name}`;

/** As the database writes JSON, so that it finds it again. */
const json = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(json).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([name, one]) => `${JSON.stringify(name)}: ${json(one)}`)
      .join(", ")}}`;
  return JSON.stringify(value);
};

/** A value as text: a string as it is, everything else as JSON. */
export const valueText = (value: unknown): string => (typeof value === "string" ? value : json(value));

export const valueCell = (value: unknown): Cell => {
  if (value === undefined || value === null) return { text: dash, raw: "" };
  if (typeof value === "number")
    return { text: Number.isInteger(value) && Math.abs(value) >= 10_000 ? count(value) : String(value), raw: value };
  const text = valueText(value);
  return { text, raw: text };
};

export const valueIn = (run: Run, { side, name }: ValueColumn): unknown =>
  (side === "in" ? run.inputs : run.outputs).find((one) => one.name === name)?.value;

/** `smiles CCO, radius 2`: what went in, in one line. */
export const inputWords = (inputs: readonly { name: string; value: unknown }[]): string =>
  inputs.map(({ name, value }) => `${name} ${value === null ? "null" : valueText(value)}`).join(", ") || "no inputs";
