/** What a scatter is of: which dimension has the rows, and which the colours. */

import type { Area, ThingKind } from "../state/area";
import type { View } from "../state/view";
import type { ColorKey, RowKey } from "./query";

export interface PointsSpec {
  rows: Exclude<ThingKind, "user">;
  colors: Exclude<ThingKind, "function" | "source">;
  /** What one event is called here. */
  noun: "event" | "run";
}

/** What every pick of a scatter means besides: where runs are shown, everything else is not. */
export const shownIn = ({ noun }: PointsSpec): Partial<Area> => (noun === "run" ? { runs: true } : {});

export const dimensionOf = { package: "PACKAGE", function: "FUNCTION", user: "USER", source: "SOURCE" } as const;

/** A value of a dimension: the name by which it is picked, and what people read. */
export interface Named {
  /** Null where there is no such thing: anonymous, no function. */
  name: string | null;
  label: string;
}

export const rowNamed = (kind: PointsSpec["rows"], key: RowKey): Named => {
  if (kind === "function") return named(key.function && `${key.function.package.name}:${key.function.name}`, "No function");
  return kind === "package" ? named(key.package?.name, "No package") : named(key.source, "No source");
};

export const colorNamed = (kind: PointsSpec["colors"], key: ColorKey): Named => {
  if (kind === "package") return named(key.package?.name, "No package");
  return key.user ? { name: key.user.login, label: key.user.name ?? key.user.login } : { name: null, label: "Anonymous" };
};

const named = (name: string | null | undefined, none: string): Named => ({ name: name ?? null, label: name ?? none });

const rowsInSight = 50;
const rowsAtMost = 500;

/** How many values get a row of their own. */
export const mostRows = ({ allRows }: View): number => (allRows ? rowsAtMost : rowsInSight);
