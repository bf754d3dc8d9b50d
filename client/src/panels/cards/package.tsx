import { count, date } from "../../format";
import { dayOf } from "../../zone";
import { usePanel } from "../context";
import { Usage } from "../usage";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askPackage, type PackageNode } from "./query";

const fewVersions = 3;

/** `1.6.2 (29 Oct 2026), 1.6.1 (5 Oct 2026) and 6 earlier ones`. */
export const versionWords = (versions: PackageNode["versions"], zone: string): string => {
  const said = versions
    .slice(0, fewVersions)
    .map(({ version, publishedAt }) => (publishedAt ? `${version} (${date(dayOf(publishedAt, zone))})` : version));
  const earlier = versions.length - said.length;
  return `${said.join(", ")}${earlier > 0 ? ` and ${count(earlier)} earlier` : ""}`;
};

export const packageProperties = ({ category, versions, functions }: PackageNode, zone: string): Property[] => [
  { name: "Category", value: category },
  { name: "Versions", value: versionWords(versions, zone) },
  { name: "Functions", value: functions && functions.totalCount > 0 ? `${count(functions.totalCount)} known` : null },
];

export const PackageCard = ({ name }: CardProps) => (
  <Found what={`Package ${name}`} load={(signal) => askPackage(name, signal)}>
    {(found) => <Package found={found} />}
  </Found>
);

const Package = ({ found }: { found: PackageNode }) => {
  const { zone } = usePanel();
  const { id, name } = found;
  const condition = { list: "packages", name } as const;
  const about = useSubject(id, condition);
  return (
    <>
      <Title title={name} condition={condition} />
      <Properties label="About the package" all={packageProperties(found, zone)} />
      {about && (
        <Usage what={`Usage of ${name}`} {...about} sections={["users", "functions", "types", "log", "errors"]} latest="Latest events" />
      )}
    </>
  );
};
