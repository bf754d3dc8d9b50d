import { count } from "../../format";
import { usePanel } from "../context";
import { splitSession, userThing } from "../things";
import { Usage } from "../usage";
import { duration, moment } from "../words";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askNode, type NodeOf } from "./query";
import { Timeline } from "./timeline";

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

export const SessionCard = ({ name }: CardProps) => {
  const { session: id, event } = splitSession(name);
  return (
    <Found what="The session" load={(signal) => askNode("Session", id, signal)}>
      {(session) => <Session session={session} event={event} />}
    </Found>
  );
};

const Session = ({ session, event }: { session: SessionNode; event: string | null }) => {
  const { zone } = usePanel();
  const { id, clientId, startedAt, eventCount, user } = session;
  const condition = { list: "sessions", name: clientId } as const;
  const about = useSubject(id, condition);
  return (
    <>
      <Title title={`Session of ${user ? userThing(user).label : "nobody known"}`} detail={moment(startedAt, zone)} condition={condition} />
      <Properties label="About the session" all={sessionProperties(session, zone)} />
      <Timeline id={id} events={eventCount} marked={event} />
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
