import { count } from "../../format";
import { usePanel } from "../context";
import type { Summary } from "../query";
import { Rows, Section } from "../section";
import { askSessions } from "./query";
import { sessionPage } from "./rows";

/** The sessions of a user, or those in which an error occurred, the latest first. */
export const Sessions = ({ id, summary: { scope, totals } }: { id: string; summary: Summary }) => {
  const { zone } = usePanel();
  return (
    <Section name="sessions" title="Sessions" total={count(totals.sessions)}>
      <Rows
        title="Sessions"
        about={JSON.stringify(["sessions", id, scope.from, scope.to])}
        load={async (first, after, signal) => {
          const where = { lastEventAt: { gte: scope.from }, startedAt: { lt: scope.to } };
          return sessionPage(await askSessions(id, where, first, after, signal), zone);
        }}
        expected={totals.sessions}
        none="No sessions in this time."
        tall
      />
    </Section>
  );
};
