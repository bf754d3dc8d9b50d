/** Groups by what their members use: the matrix as cells, words and a table. Pure. */

import type { HeatCell } from "../../../charts/heat-map/heat-map";
import { count, dash, percent, plural } from "../../../format";
import { type Cell, numberCell, type Table } from "../../../parts/table";
import { scopeWords } from "../../../scope";
import { type Area, area } from "../../../state/area";
import type { View } from "../../../state/view";
import type { GroupedThing, GroupUsage } from "./query";

export type ThingKind = "package" | "function" | "source";
export const thingIds: Record<ThingKind, GroupedThing> = { package: "PACKAGE", function: "FUNCTION", source: "SOURCE" };
export const thingWords: Record<ThingKind, { one: string; many: string }> = {
  package: { one: "Package", many: "Packages" },
  function: { one: "Function", many: "Functions" },
  source: { one: "Source", many: "Sources" },
};

export const shades = ["use", "users", "events", "share"] as const;
export type Shade = (typeof shades)[number];

export const thingKindOf = ({ options }: View): ThingKind =>
  options.by === "function" || options.by === "source" ? options.by : "package";
export const shadeOf = ({ options }: View): Shade => shades.find((shade) => shade === options.shade) ?? "use";

export interface MatrixCell {
  group: string;
  thing: string;
  members: number;
  thingUsers: number;
  users: number;
  events: number;
  share: number | null;
  expected: number;
  residual: number | null;
  verdict: "OVER" | "UNDER" | "USUAL" | "TOO_FEW";
}

export interface Matrix {
  kind: ThingKind;
  groups: readonly string[];
  things: readonly string[];
  /** Group after group, and of each the things in order. */
  cells: readonly MatrixCell[];
  everybody: number;
}

export const thingName = ({ key }: Pick<GroupUsage["things"][number], "key">): string =>
  key.function ? `${key.function.package.name}:${key.function.name}` : (key.package?.name ?? key.source ?? "");

export const groupNames = ({ groups }: Pick<GroupUsage, "groups">): string[] => groups.map(({ key }) => key.group?.name ?? "");

export const matrixOf = ({ groups, things, cells, users }: GroupUsage, kind: ThingKind): Matrix => ({
  kind,
  everybody: users,
  groups: groupNames({ groups }),
  things: things.map(thingName),
  cells: groups.flatMap((group, g) =>
    things.map((thing, t): MatrixCell => {
      const at = g * things.length + t;
      return {
        group: group.key.group?.name ?? "",
        thing: thingName(thing),
        members: group.users,
        thingUsers: thing.users,
        users: cells.users[at] ?? 0,
        events: cells.events[at] ?? 0,
        share: cells.share[at] ?? null,
        expected: cells.expectedUsers[at] ?? 0,
        residual: cells.residual[at] ?? null,
        verdict: cells.verdict[at] ?? "TOO_FEW",
      };
    }),
  ),
});

export const cellAt = ({ things, cells }: Matrix, thing: number, group: number): MatrixCell | null =>
  thing < things.length ? (cells[group * things.length + thing] ?? null) : null;

const one = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** `2.3×`: how many times as many users as expected; nothing where none are. */
const timesText = ({ users, expected }: MatrixCell): string => (expected > 0 ? `${one.format(users / expected)}×` : dash);

const verdictWords = (cell: MatrixCell): string => {
  switch (cell.verdict) {
    case "OVER":
      return `${one.format(cell.users / cell.expected)} times as many as the size of the group suggests`;
    case "UNDER":
      return `${cell.users === 0 ? "none, where" : `${one.format(cell.users / cell.expected)} times as many as`} the size of the group suggests${
        cell.users === 0 ? " some" : ""
      }: fewer than chance explains`;
    case "USUAL":
      return "about as many as the size of the group suggests";
    default:
      return "too few to compare";
  }
};

/** `Chem: 46 of 50 chemists, 92%. By its size, 20 would: 2.3 times as many …`. */
export const cellWords = (cell: MatrixCell): string => {
  const part = cell.members > 0 ? `, ${percent(cell.users / cell.members)}` : "";
  const did = `${cell.thing}: ${count(cell.users)} of ${plural(cell.members, "user")} in ${cell.group}${part}`;
  const events = `${plural(cell.events, "event")}${cell.share === null ? "" : `, ${percent(cell.share)} of the group's`}`;
  return `${did}; ${one.format(cell.expected)} expected: ${verdictWords(cell)}. ${events}.`;
};

const signs: Record<MatrixCell["verdict"], string> = { OVER: "▲ ", UNDER: "▼ ", USUAL: "", TOO_FEW: "" };

/** Residuals beyond this have the full colour. */
const hottest = 10;

const largest = (matrix: Matrix, value: (cell: MatrixCell) => number): number => Math.max(1e-9, ...matrix.cells.map(value));

/** What a cell shows: its text, and its heat against the hottest of the matrix. */
export const heatOf = (matrix: Matrix, shade: Shade): ((cell: MatrixCell, picked: boolean) => HeatCell) => {
  const [mostUsers, mostEvents, mostShare] = [
    largest(matrix, ({ users }) => users),
    largest(matrix, ({ events }) => events),
    largest(matrix, ({ share }) => share ?? 0),
  ];
  const shown = (cell: MatrixCell): { text: string; heat: number | null } => {
    switch (shade) {
      case "users":
        return { text: count(cell.users), heat: cell.users / mostUsers };
      case "events":
        return { text: count(cell.events), heat: cell.events / mostEvents };
      case "share":
        return { text: cell.share === null ? dash : percent(cell.share), heat: (cell.share ?? 0) / mostShare };
      default:
        return cell.verdict === "TOO_FEW" || cell.residual === null
          ? { text: "·", heat: null }
          : { text: signs[cell.verdict] + timesText(cell), heat: cell.residual / hottest };
    }
  };
  return (cell, picked) => ({ ...shown(cell), words: cellWords(cell), picked });
};

const lists = { package: "packages", function: "functions", source: "sources" } as const;

/** What a cell is about: the members of a group and the thing. */
export const areaOfCell = ({ group, thing }: MatrixCell, kind: ThingKind): Area => area({ inGroups: [group], [lists[kind]]: [thing] });

const rounded = (value: number | null, digits: number): Cell =>
  value === null ? { text: dash, raw: "" } : { text: value.toFixed(digits), raw: Math.round(value * 1e4) / 1e4 };

export const matrixTable = ({ kind, cells }: Matrix): Table => ({
  columns: [
    "Group",
    thingWords[kind].one,
    "Users",
    "Users of the group",
    "Users of all",
    "Expected users",
    "Residual",
    "Against the size of the group",
    "Events",
    "Share of the group's events",
  ],
  rows: cells.map((cell): Cell[] => [
    { text: cell.group, raw: cell.group },
    { text: cell.thing, raw: cell.thing },
    numberCell(cell.users),
    numberCell(cell.members),
    numberCell(cell.thingUsers),
    rounded(cell.expected, 1),
    rounded(cell.residual, 2),
    { text: verdictNames[cell.verdict], raw: verdictNames[cell.verdict] },
    numberCell(cell.events),
    cell.share === null ? { text: dash, raw: "" } : { text: percent(cell.share), raw: Math.round(cell.share * 1e6) / 1e6 },
  ]),
});

const verdictNames: Record<MatrixCell["verdict"], string> = { OVER: "more", UNDER: "less", USUAL: "as usual", TOO_FEW: "too few" };

const shadeTitles: Record<Shade, string> = {
  use: "over- and under-use against the size of each group",
  users: "users",
  events: "events",
  share: "share of each group's events",
};

export const matrixTitle = (view: View, kind: ThingKind, shade: Shade): string =>
  `${thingWords[kind].many} by group: ${shadeTitles[shade]}, ${scopeWords(view)}`;
