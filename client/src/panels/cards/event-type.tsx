import { Usage } from "../usage";
import { ErrorsAfterSection } from "./causes";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askNode, type NodeOf } from "./query";

type EventTypeNode = NodeOf<"EventType">;

export const eventTypeProperties = ({ source, declared }: EventTypeNode): Property[] => [
  { name: "Source", value: source },
  { name: "Parameters", value: (declared?.nodes ?? []).map(({ name, type }) => `${name}: ${type}`).join(", ") },
];

export const EventTypeCard = ({ name }: CardProps) => (
  <Found what="The event type" load={(signal) => askNode("EventType", name, signal)}>
    {(type) => <EventType type={type} />}
  </Found>
);

const EventType = ({ type }: { type: EventTypeNode }) => {
  const condition = { list: "eventTypes", name: type.name } as const;
  const about = useSubject(type.id, condition);
  return (
    <>
      <Title title={type.name} condition={condition} />
      <Properties label="About the event type" all={eventTypeProperties(type)} />
      {about && (
        <Usage what={`Events ${type.name}`} {...about} sections={["users", "packages", "functions", "errors"]} latest="Latest events">
          {() => <ErrorsAfterSection id={type.id} noun="event" />}
        </Usage>
      )}
    </>
  );
};
