import { packageThing } from "../things";
import { Usage } from "../usage";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askNode, type NodeOf } from "./query";

type EntityNode = NodeOf<"Entity">;

export const entityProperties = ({ type, key, home }: EntityNode): Property[] => [
  { name: "Type", value: type },
  { name: "Key", value: key },
  { name: "Package", value: home && [packageThing(home)] },
];

export const EntityCard = ({ name }: CardProps) => (
  <Found what="The object" load={(signal) => askNode("Entity", name, signal)}>
    {(entity) => <Entity entity={entity} />}
  </Found>
);

const Entity = ({ entity }: { entity: EntityNode }) => {
  const condition = { list: "entities", name: entity.key } as const;
  const about = useSubject(entity.id, condition);
  return (
    <>
      <Title title={entity.name} condition={condition} />
      <Properties label="About the object" all={entityProperties(entity)} />
      {about && (
        <Usage what={`Usage of ${entity.name}`} {...about} sections={["users", "functions", "types", "errors"]} latest="Latest events" />
      )}
    </>
  );
};
