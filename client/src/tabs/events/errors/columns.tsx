import { Sparkline } from "../../../charts/sparkline";
import { change, count, date } from "../../../format";
import { MarkButton } from "../../../panels/marks/button";
import { moment, shortMoment } from "../../../panels/words";
import type { GridColumn } from "../../../parts/grid/grid";
import { ItemLink, ViewLink } from "../../../parts/link";
import { numberCell } from "../../../parts/table";
import type { View } from "../../../state/view";
import { dayOf } from "../../../zone";
import { behind, type Dimension, dimensions, handledWords, inVersion, shownOf, statusWords, versionLabel } from "./data";
import type { ErrorRow } from "./query";

type Column = GridColumn<ErrorRow>;

const text = (value: string) => ({ text: value, raw: value });

const ofDimension = (by: Dimension, view: View): Column => ({
  id: by,
  title: dimensions[by].title,
  kind: "text",
  cell: ({ key }) => text(shownOf(key, by).label),
  show: ({ key }) => {
    const { label, item } = shownOf(key, by);
    if (item)
      return (
        <ItemLink item={item} title={label}>
          {label}
        </ItemLink>
      );
    return by === "version" && key.version ? (
      <ViewLink to={inVersion(view, key.version)} title="Show only what happened in this version">
        {label}
      </ViewLink>
    ) : (
      label
    );
  },
});

const occurrences = (view: View, by: readonly Dimension[]): Column => ({
  id: "occurrences",
  title: "Occurrences",
  kind: "number",
  sortable: true,
  cell: (row) => numberCell(row.occurrences),
  show: ({ key, occurrences: value }) => {
    const more = behind(view, key, by);
    return more ? (
      <ViewLink to={more.view} step="down" title={more.words} label={`${count(value)}: ${more.words}`}>
        {count(value)}
      </ViewLink>
    ) : (
      count(value)
    );
  },
});

const moved: Column = {
  id: "change",
  title: "Change",
  hint: "Occurrences against those of the comparison",
  kind: "number",
  cell: ({ occurrences: now, previous }) => ({
    text: change(now, previous?.occurrences).text,
    raw: previous && previous.occurrences > 0 ? (now - previous.occurrences) / previous.occurrences : "",
  }),
};

const plain = (id: "users" | "sessions", title: string): Column => ({
  id,
  title,
  kind: "number",
  sortable: true,
  cell: (row) => numberCell(row[id]),
});

const trend: Column = {
  id: "trend",
  title: "Trend",
  kind: "text",
  cell: ({ trend: values }) => text(values.join(" ")),
  show: ({ trend: values }) => (
    <span class="errors-trend" title={values.map(count).join(", ")}>
      <Sparkline values={values} height={20} />
    </span>
  ),
};

const seen = (id: "firstSeenAt" | "lastSeenAt", title: string, zone: string): Column => ({
  id,
  title,
  hint: `${title} within the filter`,
  kind: "number",
  sortable: true,
  cell: (row) => ({ text: shortMoment(row[id], zone), raw: row[id] }),
  show: (row) => <span title={moment(row[id], zone)}>{shortMoment(row[id], zone)}</span>,
});

const status: Column = {
  id: "status",
  title: "Status",
  kind: "text",
  cell: (row) => text(statusWords(row)?.label ?? ""),
  show: (row) => {
    const said = statusWords(row);
    return (
      said && (
        <span class="errors-status" data-status={row.status} title={said.words}>
          {said.label}
        </span>
      )
    );
  },
};

const since = (view: View, zone: string): Column => ({
  id: "since",
  title: "First version",
  hint: "The version of the package that was the latest when the error was first seen, by anybody",
  kind: "text",
  cell: ({ key: { error } }) => text(error?.firstVersion ? versionLabel(error.firstVersion) : ""),
  show: ({ key: { error } }) =>
    error?.firstVersion && (
      <ViewLink
        to={inVersion(view, error.firstVersion)}
        title={`First seen ${error.firstSeenAt ? date(dayOf(error.firstSeenAt, zone)) : ""}. Show only what happened in this version`}
      >
        {versionLabel(error.firstVersion)}
      </ViewLink>
    ),
});

const handled: Column = {
  id: "unhandled",
  title: "Caught",
  hint: "Whether programs caught it; ordered by what was not caught",
  kind: "number",
  sortable: true,
  cell: (row) => text(handledWords(row)),
  show: (row) => (
    <span title={`${count(row.handled)} caught, ${count(row.unhandled)} not caught, ${count(row.unknown)} unknown`}>
      {handledWords(row)}
    </span>
  ),
};

const mark: Column = {
  id: "mark",
  title: "Mark",
  kind: "text",
  cell: ({ key: { error } }) => {
    const said = error?.currentMark;
    return text(said ? [said.isError ? "" : "Not an error", said.comment].filter(Boolean).join(": ") : "");
  },
  show: ({ key: { error } }) => error && <MarkButton error={error} mark={error.currentMark} />,
};

/** The columns of the rows by some dimensions; what tells of one error is there where each row is one. */
export const columnsOf = (view: View, by: readonly Dimension[], zone: string): Column[] => {
  const ofErrors = by.includes("signature");
  return [
    ...by.map((one) => ofDimension(one, view)),
    ...(ofErrors ? [status] : []),
    occurrences(view, by),
    moved,
    trend,
    plain("users", "Users"),
    plain("sessions", "Sessions"),
    seen("firstSeenAt", "First seen", zone),
    seen("lastSeenAt", "Last seen", zone),
    ...(ofErrors ? [since(view, zone)] : []),
    handled,
    ...(ofErrors ? [mark] : []),
  ];
};
