import { usePanel } from "../context";
import { Usage } from "../usage";
import { moment } from "../words";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askNode, type NodeOf } from "./query";

type ErrorNode = NodeOf<"Error">;

export const errorProperties = ({ signature, firstSeenAt, lastSeenAt }: ErrorNode, zone: string): Property[] => [
  { name: "Signature", value: signature },
  { name: "First seen", value: firstSeenAt && moment(firstSeenAt, zone) },
  { name: "Last seen", value: lastSeenAt && moment(lastSeenAt, zone) },
];

export const ErrorCard = ({ name }: CardProps) => (
  <Found what="The error" load={(signal) => askNode("Error", name, signal)}>
    {(error) => <ErrorFound error={error} />}
  </Found>
);

const ErrorFound = ({ error }: { error: ErrorNode }) => {
  const { zone } = usePanel();
  const condition = { list: "errors", name: error.signature } as const;
  const about = useSubject(error.id, condition);
  return (
    <>
      <Title title={error.message} condition={condition} />
      <Properties label="About the error" all={errorProperties(error, zone)} />
      {about && (
        <Usage what="The error's occurrences" {...about} sections={["users", "packages", "functions", "log"]} latest="Latest occurrences" />
      )}
    </>
  );
};
