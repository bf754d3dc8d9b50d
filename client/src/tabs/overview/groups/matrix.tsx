import { useMemo } from "preact/hooks";
import { type Answer, mapAnswer } from "../../../api";
import { HeatMap } from "../../../charts/heat-map/heat-map";
import { groupThing } from "../../../panels/things";
import { Frame } from "../../../parts/frame";
import { ItemLink } from "../../../parts/link";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { NothingFound } from "../../../parts/nothing-found";
import { Switch } from "../../../parts/switch";
import { scopeWords } from "../../../scope";
import { sameArea, toggleArea } from "../../../state/area";
import { type View, withOption } from "../../../state/view";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import {
  areaOfCell,
  cellAt,
  heatOf,
  type Matrix,
  type MatrixCell,
  matrixOf,
  matrixTable,
  matrixTitle,
  type Shade,
  shadeOf,
  type ThingKind,
  thingKindOf,
  thingWords,
} from "./data";
import type { GroupUsage } from "./query";
import { ThingName } from "./thing-name";

type MatrixProps = TabProps & { answer: Answer<{ groupUsage: GroupUsage }> };

/** Groups by things, shaded; a click picks what the members of a group did with a thing. */
export const MatrixFrame = ({ view, said, go, scope, answer }: MatrixProps) => {
  const [kind, shade] = [thingKindOf(view), shadeOf(view)];
  const usage = mapAnswer(answer, ({ groupUsage }) => groupUsage);
  const data = usage.kind === "ready" ? usage.data : null;
  const matrix = useMemo(() => data && matrixOf(data, kind), [data, kind]);
  const empty = data?.events === 0;
  const shown = matrix && !empty && matrix.groups.length > 0 ? matrix : null;
  return (
    <Frame
      name="Groups"
      title={matrixTitle(said, kind, shade)}
      aside={<Choices view={view} go={go} kind={kind} shade={shade} />}
      height="auto"
      stale={usage.kind === "ready" && usage.stale}
      table={shown && matrixTable(shown)}
      rows={scope}
      fileName={fileName(`groups by ${kind}`, view)}
    >
      {usage.kind === "loading" && <Skeleton shape="bars" />}
      {usage.kind === "failed" && <Failure what="The usage of groups" error={usage.error} retry={usage.retry} />}
      {empty && <NothingFound noun="event" view={said} go={go} />}
      {data && !empty && !shown && <Empty text={`None of the users is in a group: ${scopeWords(said)}.`} />}
      {shown && <MatrixMap view={view} go={go} matrix={shown} shade={shade} cut={data?.truncated ? data : null} />}
    </Frame>
  );
};

const Choices = ({ view, go, kind, shade }: Pick<TabProps, "view" | "go"> & { kind: ThingKind; shade: Shade }) => (
  <>
    <Switch
      name="Things"
      options={(["package", "function", "source"] as const).map((value) => ({ value, label: thingWords[value].many }))}
      chosen={kind}
      choose={(by) => go({ ...withOption(view, "by", by === "package" ? null : by), selection: [] })}
    />
    <Switch
      name="Colour"
      options={[
        { value: "use", label: "Over and under" },
        { value: "users", label: "Users" },
        { value: "events", label: "Events" },
        { value: "share", label: "Share" },
      ]}
      chosen={shade}
      choose={(value) => go(withOption(view, "shade", value === "use" ? null : value), "replace")}
    />
  </>
);

interface MapProps extends Pick<TabProps, "view" | "go"> {
  matrix: Matrix;
  shade: Shade;
  /** What is not shown of all; null where everything is. */
  cut: GroupUsage | null;
}

const MatrixMap = ({ view, go, matrix, shade, cut }: MapProps) => {
  const { kind, groups, things } = matrix;
  const heat = useMemo(() => heatOf(matrix, shade), [matrix, shade]);
  const pick = (cell: MatrixCell | null, more: boolean): void => {
    if (cell) go(withCell(view, cell, kind, more));
  };
  return (
    <>
      <p class="muted">
        {shade === "use"
          ? "▲ and ▼: clearly more or fewer of the group's users than expected if all used it alike (3 standard deviations or more). Each group " +
            "is compared with everybody else in the filter, as groups may overlap. A dot: fewer than 5 users expected, nothing can be said."
          : "A click on a cell shows what the users of the group did with it."}
        {cut && ` Shown: ${groups.length} of ${cut.totalGroups} groups and ${things.length} of ${cut.totalThings}, those with most users.`}
      </p>
      <HeatMap
        label="Groups by what they use"
        corner={thingWords[kind].one}
        columns={groups.map((name) => ({ key: name, head: <ItemLink {...groupThing({ name })}>{name}</ItemLink> }))}
        rows={things.map((name) => ({ key: name, head: <ThingName kind={kind} name={name} /> }))}
        cell={(row, column) => {
          const cell = cellAt(matrix, row, column);
          return (
            cell &&
            heat(
              cell,
              view.selection.some((one) => sameArea(one, areaOfCell(cell, kind))),
            )
          );
        }}
        pick={(row, column, more) => pick(cellAt(matrix, row, column), more)}
      />
    </>
  );
};

/** The view after a click on a cell: it alone, or nothing where it was; with `more`, beside what is picked already. */
const withCell = (view: View, cell: MatrixCell, kind: ThingKind, more: boolean): View => {
  const picked = areaOfCell(cell, kind);
  const [only, ...others] = view.selection;
  const again = only !== undefined && others.length === 0 && sameArea(only, picked);
  return { ...view, item: null, selection: more ? toggleArea(view.selection, picked) : again ? [] : [picked] };
};
