import { functionThing, packageThing, splitQualified } from "../../../panels/things";
import { ItemLink } from "../../../parts/link";
import type { ThingKind } from "./data";

/** The name of a package or function leads to its card; a source has none. */
export const ThingName = ({ kind, name }: { kind: ThingKind; name: string }) => {
  if (kind === "package") return <ItemLink {...packageThing({ name })}>{name}</ItemLink>;
  const run = kind === "function" ? splitQualified(name) : null;
  return run ? <ItemLink {...functionThing({ name: run.name, package: { name: run.packageName } })}>{name}</ItemLink> : <span>{name}</span>;
};
