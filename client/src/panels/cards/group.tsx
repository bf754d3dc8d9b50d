import { count } from "../../format";
import { Rows, Section } from "../section";
import { groupThing } from "../things";
import { Usage } from "../usage";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askGroup, askMembers, type GroupNode } from "./query";
import { memberPage } from "./rows";

export const groupProperties = ({ memberCount, parents, children }: GroupNode): Property[] => [
  { name: "Members", value: count(memberCount) },
  { name: "Part of", value: parents.map(groupThing) },
  { name: "Contains", value: children.map(groupThing) },
];

export const GroupCard = ({ name }: CardProps) => (
  <Found what={`Group ${name}`} load={(signal) => askGroup(name, signal)}>
    {(group) => <Group group={group} />}
  </Found>
);

const Group = ({ group }: { group: GroupNode }) => {
  const { id, name, memberCount } = group;
  const condition = { list: "groups", name } as const;
  const about = useSubject(id, condition);
  return (
    <>
      <Title title={name} condition={condition} />
      <Properties label="About the group" all={groupProperties(group)} />
      <Section name="members" title="All members" total={count(memberCount)}>
        <Rows
          title="All members"
          about={JSON.stringify(["members", id])}
          load={async (first, after, signal) => memberPage(await askMembers(id, first, after, signal))}
          expected={memberCount}
          none="Nobody is in this group."
        />
      </Section>
      {about && (
        <Usage what={`Usage of ${name}`} {...about} sections={["users", "packages", "functions", "log", "errors"]} latest="Latest events" />
      )}
    </>
  );
};
