import { useCallback, useMemo, useRef } from "preact/hooks";
import type { Answer } from "../api";
import { usePalette } from "../charts/palette";
import { Scatter } from "../charts/scatter/scatter";
import { count, plural } from "../format";
import { Frame } from "../parts/frame";
import { Failure, Skeleton } from "../parts/notes";
import { NothingFound } from "../parts/nothing-found";
import { comparisonWords, rangeWords } from "../scope";
import type { Area } from "../state/area";
import type { TabProps } from "../tabs/tab";
import { histogram, type PointsData, pointsData, pointsTable } from "./data";
import { Legend } from "./legend";
import { useIsNarrow } from "./narrow";
import { areaOfBlock, areaOfBucket, areaOfPoint, areaOfRow, picked, picksOf } from "./picks";
import type { Points } from "./query";
import { SmallRows } from "./small-rows";
import type { PointsSpec } from "./spec";
import { useWindow } from "./window";
import "./points.css";

interface PointsFrameProps extends TabProps {
  answer: Answer<Points>;
  spec: PointsSpec;
  name: string;
  title: string;
  /** Of the frame, in pixels; where it fills the window, the least. */
  height: number;
}

/** A scatter with all that belongs to it: its table and downloads, its legend, and what a pick in it means. */
export const PointsFrame = ({ answer, spec, name, title, height, ...props }: PointsFrameProps) => {
  const { view, said, go } = props;
  const palette = usePalette();
  const points = answer.kind === "ready" ? answer.data : null;
  const comparison = comparisonWords(view);
  const data = useMemo(
    () => points && pointsData(points, spec, comparison, palette.of, palette.muted),
    [points, spec, comparison, palette],
  );
  const isEmpty = data?.points.length === 0;
  const table = useMemo(() => (data && data.points.length > 0 ? pointsTable(data, spec) : null), [data, spec]);
  return (
    <Frame
      name={name}
      title={title}
      height={height}
      stale={answer.kind === "ready" && answer.stale}
      table={table}
      rows={props.scope}
      fileName={`${name.toLowerCase()} ${rangeWords(view)}.csv`}
    >
      {answer.kind === "loading" && <Skeleton shape="line" />}
      {answer.kind === "failed" && <Failure what={name} error={answer.error} retry={answer.retry} />}
      {data && isEmpty && <NothingFound noun={spec.noun} view={said} go={go} />}
      {data && points && !isEmpty && <Picture data={data} points={points} spec={spec} title={title} {...props} />}
    </Frame>
  );
};

interface PictureProps extends TabProps {
  data: PointsData;
  points: Points;
  spec: PointsSpec;
  title: string;
}

const Picture = ({ data, points, spec, title, view, go }: PictureProps) => {
  const isNarrow = useIsNarrow();
  const latest = useRef({ view, data });
  latest.current = { view, data };
  const [window, setWindow] = useWindow(view, go, data.buckets);
  const picks = useMemo(() => picksOf(data, spec, view.selection), [data, spec, view.selection]);
  const bars = useMemo(() => histogram(data, points, spec, comparisonWords(view)), [data, points, spec, view.compare]);

  const pick = useCallback(
    (areaOf: (data: PointsData) => Area | null, more: boolean): void => {
      const { view, data } = latest.current;
      const next = areaOf(data);
      if (next) go({ ...view, item: null, selection: picked(data, spec, view.selection, next, more) });
    },
    [go, spec],
  );
  const pickRow = useCallback(
    (row: number, more: boolean): void => {
      const { view, data } = latest.current;
      if (data.rows[row]?.other) go({ ...view, allRows: true });
      else pick((now) => areaOfRow(now, spec, row), more);
    },
    [go, pick, spec],
  );
  const clear = useCallback((): void => {
    const { view } = latest.current;
    if (view.selection.length > 0 || view.item) go({ ...view, item: null, selection: [] });
  }, [go]);

  return (
    <div class="points">
      <p class="points-sum muted">
        <span data-testid="points-events">{plural(data.events, spec.noun)}</span> in {plural(data.points.length, "point")}
        {points.cells.truncated && `: the largest of ${count(points.cells.totalCells)}; choose a shorter range or fewer things to see all`}
        <Legend data={data} spec={spec} view={view} pick={pick} />
      </p>
      {isNarrow ? (
        <SmallRows data={data} picked={picks.rows} pick={pickRow} />
      ) : (
        <Scatter
          data={data}
          label={title}
          histogram={bars}
          picked={picks.points}
          pickedRows={picks.rows}
          pickedBuckets={picks.buckets}
          window={window}
          setWindow={setWindow}
          pickPoint={(at, more) => pick((now) => areaOfPoint(now, spec, at), more)}
          pickBlock={(block, more) => pick((now) => areaOfBlock(now, spec, block), more)}
          pickRow={pickRow}
          pickBucket={(bucket, more) => pick((now) => areaOfBucket(now, spec, bucket), more)}
          clear={clear}
        />
      )}
    </div>
  );
};
