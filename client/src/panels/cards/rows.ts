/** Lists of a card that are no breakdowns, as rows. Pure. */

import { plural } from "../../format";
import { eventRow } from "../latest";
import type { Row, RowPage } from "../sections";
import { userThing } from "../things";
import { duration, moment, shortMoment } from "../words";
import type { EventsPage, MembersPage, SessionsPage } from "./query";

interface Connection<Node> {
  totalCount: number;
  nodes: Node[] | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const asPage = <Node>(page: Connection<Node> | null, row: (node: Node) => Row): RowPage => ({
  rows: (page?.nodes ?? []).map(row),
  total: page?.totalCount ?? 0,
  next: page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
});

export const sessionPage = (page: SessionsPage | null, zone: string): RowPage =>
  asPage(page, ({ id, startedAt, lastEventAt, eventCount, errorCount, client }) => {
    const label = shortMoment(startedAt, zone);
    const length = duration(Date.parse(lastEventAt) - Date.parse(startedAt));
    const errors = errorCount > 0 ? `, ${plural(errorCount, "error")}` : "";
    const detail = `${length}${errors}`;
    const words = `Session of ${moment(startedAt, zone)}, ${length}, ${plural(eventCount, "event")}${errors}${client ? `, ${client}` : ""}`;
    return { key: id, item: { kind: "session", key: id }, label, detail, value: plural(eventCount, "event"), share: null, words };
  });

export const memberPage = (page: MembersPage | null): RowPage =>
  asPage(page, ({ login, name }) => {
    const { item, label } = userThing({ login, name });
    return { key: login, item, label, detail: label === login ? "" : login, value: "", share: null, words: label };
  });

export const eventsPage = (page: EventsPage | null, zone: string): RowPage => asPage(page, (event) => eventRow(event, zone));
