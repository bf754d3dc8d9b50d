import { usePanel } from "../context";
import { groupThing } from "../things";
import { Usage } from "../usage";
import { moment } from "../words";
import { Avatar } from "./avatar";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askUser, type UserNode } from "./query";
import { Sessions } from "./sessions";

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
          {(summary) => <Sessions id={id} summary={summary} />}
        </Usage>
      )}
    </>
  );
};
