import { useState } from "preact/hooks";
import { plural } from "../../format";
import { Switch } from "../../parts/switch";
import { noFilter } from "../../state/filter";
import { onTab, withRange } from "../../state/view";
import { usePanel } from "../context";
import { LineageSection } from "../lineage/lineage";
import { Rows, Section } from "../section";
import { onlyThis, packageThing } from "../things";
import { Usage } from "../usage";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askHistory, askNode, type NodeOf } from "./query";
import { eventsPage } from "./rows";

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
  const { zone } = usePanel();
  const condition = { list: "entities", name: entity.key } as const;
  const changes = entity.history?.totalCount ?? 0;
  return (
    <>
      <Title title={entity.name} condition={condition} />
      <Properties label="About the object" all={entityProperties(entity)} />
      <Section name="history" title="History" total={plural(changes, "change")}>
        <Rows
          title="History"
          about={JSON.stringify(["history", entity.id])}
          load={async (first, after, signal) => eventsPage(await askHistory(entity.id, first, after, signal), zone)}
          expected={changes}
          none="Nobody is known to have created, edited, shared or deleted it."
          tall
        />
      </Section>
      <LineageSection id={entity.id} />
      <EntityUsage entity={entity} />
    </>
  );
};

/** Everything that was done with the object: at any time, as its history is longer than a range, or under the filter. */
const EntityUsage = ({ entity: { id, key, name } }: { entity: EntityNode }) => {
  const { view, scope } = usePanel();
  const [span, setSpan] = useState<"all" | "filter">("all");
  const condition = { list: "entities", name: key } as const;
  const filtered = useSubject(id, condition);
  if (!scope || !filtered) return null;
  const since = { kind: "preset", preset: "all" } as const;
  const everything = {
    subject: { scope: { range: { preset: "ALL_TIME" as const }, timeZone: scope.timeZone ?? "UTC" }, id },
    from: onlyThis(withRange(onTab({ ...view, filter: noFilter }, view.tab), since), condition),
  };
  return (
    <>
      <div class="panel-switch">
        <Switch
          name="Which events"
          options={[
            { value: "all", label: "All time" },
            { value: "filter", label: "Under the filter" },
          ]}
          chosen={span}
          choose={setSpan}
        />
      </div>
      <Usage
        what={`Usage of ${name}`}
        {...(span === "all" ? everything : filtered)}
        sections={["users", "functions", "types", "errors"]}
        latest="Activity"
      />
    </>
  );
};
