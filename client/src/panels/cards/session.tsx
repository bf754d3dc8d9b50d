import { count, plural } from "../../format";
import { usePanel } from "../context";
import { Rows, Section } from "../section";
import { userThing } from "../things";
import { Usage } from "../usage";
import { duration, moment } from "../words";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askNode, askStory, type NodeOf } from "./query";
import { eventsPage } from "./rows";

type SessionNode = NodeOf<"Session">;

export const sessionProperties = (session: SessionNode, zone: string): Property[] => {
  const { user, startedAt, lastEventAt, eventCount, errorCount, client, version, clientId } = session;
  return [
    { name: "User", value: user ? [userThing(user)] : "Anonymous" },
    { name: "Started", value: moment(startedAt, zone) },
    { name: "Last event", value: moment(lastEventAt, zone) },
    { name: "Lasted", value: duration(Date.parse(lastEventAt) - Date.parse(startedAt)) },
    { name: "Events", value: count(eventCount) },
    { name: "Errors", value: count(errorCount) },
    { name: "Client", value: [client, version].filter(Boolean).join(" ") },
    { name: "Session id", value: clientId },
  ];
};

export const SessionCard = ({ name }: CardProps) => (
  <Found what="The session" load={(signal) => askNode("Session", name, signal)}>
    {(session) => <Session session={session} />}
  </Found>
);

const Session = ({ session }: { session: SessionNode }) => {
  const { zone } = usePanel();
  const { id, clientId, startedAt, eventCount, user } = session;
  const condition = { list: "sessions", name: clientId } as const;
  const about = useSubject(id, condition);
  return (
    <>
      <Title title={`Session of ${user ? userThing(user).label : "nobody known"}`} detail={moment(startedAt, zone)} condition={condition} />
      <Properties label="About the session" all={sessionProperties(session, zone)} />
      <Section name="events" title="Its events in order" total={plural(eventCount, "event")}>
        <Rows
          title="Its events in order"
          about={JSON.stringify(["story", id])}
          load={async (first, after, signal) => eventsPage(await askStory(id, first, after, signal), zone)}
          expected={eventCount}
          none="Its single events were dropped by age."
          tall
        />
      </Section>
      {about && (
        <Usage
          what="What the session did"
          {...about}
          without={["users", "sessions"]}
          sections={["packages", "functions", "log", "errors"]}
        />
      )}
    </>
  );
};
