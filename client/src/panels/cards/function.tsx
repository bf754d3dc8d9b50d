import { LatestRuns } from "../runs";
import { packageThing, qualified } from "../things";
import { Usage } from "../usage";
import { ErrorsAfterSection } from "./causes";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askFunction, type FunctionNode } from "./query";

const declared = (parameters: FunctionNode["inputs"]): string => parameters.map(({ name, type }) => `${name}: ${type}`).join(", ");

export const functionProperties = ({ kind, description, tags, package: home, inputs, outputs }: FunctionNode): Property[] => [
  { name: "Kind", value: kind },
  { name: "Package", value: [packageThing(home)] },
  { name: "Description", value: description },
  { name: "Tags", value: tags.join(", ") },
  { name: "Inputs", value: declared(inputs) },
  { name: "Outputs", value: declared(outputs) },
];

export const FunctionCard = ({ name }: CardProps) => (
  <Found what={`Function ${name}`} load={(signal) => askFunction(name, signal)}>
    {(found) => <FunctionFound found={found} />}
  </Found>
);

const FunctionFound = ({ found }: { found: FunctionNode }) => {
  const name = qualified(found);
  const condition = { list: "functions", name } as const;
  const about = useSubject(found.id, condition);
  return (
    <>
      <Title title={found.name} detail={name} condition={condition} />
      <Properties label="About the function" all={functionProperties(found)} />
      {about && (
        <Usage what={`Runs of ${name}`} {...about} runs sections={["users", "errors"]} latest="Latest runs">
          {(summary) => (
            <>
              <LatestRuns subject={about.subject} summary={summary} from={about.from} />
              <ErrorsAfterSection id={found.id} noun="run" />
            </>
          )}
        </Usage>
      )}
    </>
  );
};
