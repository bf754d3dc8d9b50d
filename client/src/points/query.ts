import type { ResultOf } from "gql.tada";
import { graphql } from "../graphql";

const rowFields = graphql(`
  fragment PointRow on UsageKey @_unmask {
    package { name }
    function { name package { name } }
    source
  }
`);

const colorFields = graphql(`
  fragment PointColor on UsageKey @_unmask {
    package { name }
    user { login name }
  }
`);

/** What a scatter of time by one dimension and coloured by another is drawn from. */
export const pointsFields = graphql(
  `
  fragment Points on Usage @_unmask {
    scope { from to timeZone asOf previousFrom previousTo }
    bars: series {
      bucket
      lines { events }
      previous { events }
    }
    cells(y: $y, color: $color, top: $top, colorTop: 500) {
      buckets
      finishedBuckets
      y { key { ...PointRow } other }
      color { key { ...PointColor } other }
      bucketIndex
      yIndex
      colorIndex
      events
      users
      totalCells
      truncated
    }
    rows: breakdown(by: [$y], first: $top) {
      totalRows
      rows {
        key { ...PointRow }
        measures { events users }
        previous { events users }
      }
    }
  }
`,
  [rowFields, colorFields],
);

export type Points = ResultOf<typeof pointsFields>;
export type RowKey = ResultOf<typeof rowFields>;
export type ColorKey = ResultOf<typeof colorFields>;
