import { count } from "../../format";
import { usePanel } from "../context";
import { Rows, Section } from "../section";
import { groupThing } from "../things";
import { Usage } from "../usage";
import { moment } from "../words";
import { Avatar } from "./avatar";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askSessions, askUser, type UserNode } from "./query";
import { sessionPage } from "./rows";

export const userProperties = ({ login, groups, registeredAt, firstEventAt, lastEventAt }: UserNode, zone: string): Property[] => [
  { name: "Login", value: login },
  { name: "Groups", value: groups.map(groupThing) },
  { name: "First seen", value: firstEventAt ? moment(firstEventAt, zone) : "never" },
  { name: "Last seen", value: lastEventAt && moment(lastEventAt, zone) },
  { name: "Registered", value: registeredAt && moment(registeredAt, zone) },
];

export const UserCard = ({ name }: CardProps) => (
  <Found what={`User ${name}`} load={(signal) => askUser(name, signal)}>
    {(user) => <User user={user} />}
  </Found>
);

const User = ({ user }: { user: UserNode }) => {
  const { zone } = usePanel();
  const { id, login, name } = user;
  const condition = { list: "users", name: login } as const;
  const about = useSubject(id, condition);
  return (
    <>
      <Title title={name || login} detail={name ? login : ""} mark={<Avatar login={login} name={name} />} condition={condition} />
      <Properties label="About the user" all={userProperties(user, zone)} />
      {about && (
        <Usage
          what={`Usage of ${login}`}
          {...about}
          without={["users"]}
          sections={["packages", "functions", "log", "audit", "errors"]}
          latest="Latest events"
        >
          {({ scope, totals }) => (
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
          )}
        </Usage>
      )}
    </>
  );
};
