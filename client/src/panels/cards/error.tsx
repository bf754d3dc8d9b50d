import { useState } from "preact/hooks";
import { plural } from "../../format";
import { copy } from "../../parts/header/clipboard";
import { ItemLink, ViewLink } from "../../parts/link";
import { withFilter } from "../../state/view";
import { usePanel } from "../context";
import { MarkButton } from "../marks/button";
import { useMarksMade } from "../marks/marks";
import { Section } from "../section";
import { Usage } from "../usage";
import { moment } from "../words";
import { CausesSection } from "./causes";
import { type CardProps, Found, Properties, type Property, Title, useSubject } from "./parts";
import { askNode, type NodeOf } from "./query";
import { Sessions } from "./sessions";

type ErrorNode = NodeOf<"Error">;

export const errorProperties = ({ signature, firstSeenAt, lastSeenAt }: ErrorNode, zone: string): Property[] => [
  { name: "Signature", value: signature },
  { name: "First seen", value: firstSeenAt && moment(firstSeenAt, zone) },
  { name: "Last seen", value: lastSeenAt && moment(lastSeenAt, zone) },
];

export const ErrorCard = ({ name }: CardProps) => {
  const marks = useMarksMade();
  return (
    <Found what="The error" asked={marks} load={(signal) => askNode("Error", name, signal)}>
      {(error) => <ErrorFound error={error} />}
    </Found>
  );
};

const ErrorFound = ({ error }: { error: ErrorNode }) => {
  const { zone } = usePanel();
  const condition = { list: "errors", name: error.signature } as const;
  const about = useSubject(error.id, condition);
  return (
    <>
      <Title title={error.message} condition={condition} />
      <Properties label="About the error" all={errorProperties(error, zone)} />
      <FirstVersion error={error} />
      <Marks error={error} />
      <Stack error={error} />
      {about && (
        <Usage what="The error's occurrences" {...about} sections={["users", "packages", "functions", "log"]} latest="Latest occurrences">
          {(summary) => (
            <>
              <Sessions id={error.id} summary={summary} />
              <CausesSection id={error.id} />
            </>
          )}
        </Usage>
      )}
    </>
  );
};

/** What was the latest version when it was first seen, and all that broke in it. */
const FirstVersion = ({ error: { firstVersion } }: { error: ErrorNode }) => {
  const { view } = usePanel();
  if (!firstVersion) return null;
  const { version, package: home } = firstVersion;
  const only = { ...withFilter(view, { versions: [`${home.name}@${version}`] }), tab: "events", show: "errors" };
  return (
    <dl class="panel-properties">
      <div>
        <dt>First version</dt>
        <dd>
          <ViewLink to={only} step="down" title="Show the errors of this version">
            {home.name} {version}
          </ViewLink>
        </dd>
      </div>
    </dl>
  );
};

const Marks = ({ error }: { error: ErrorNode }) => {
  const { zone } = usePanel();
  const { marks } = error;
  return (
    <section class="panel-part">
      <h3>What people say</h3>
      <ul class="marks">
        {marks.map(({ markedAt, markedBy, isError, comment }, at) => (
          <li key={`${markedAt} ${at}`} class={at > 0 ? "muted" : ""}>
            {[at < marks.length - 1 || !isError ? (isError ? "An error after all" : "Not an error") : "", comment]
              .filter(Boolean)
              .join(": ") || "An error"}{" "}
            <small class="muted">
              {markedBy}, {moment(markedAt, zone)}
            </small>
          </li>
        ))}
      </ul>
      <MarkButton error={error} mark={null} />
    </section>
  );
};

const Stack = ({ error: { latest } }: { error: ErrorNode }) => {
  const event = latest?.nodes?.[0];
  const stack = event?.error?.stack;
  if (!event || !stack) return null;
  return (
    <Section name="stack" title="Latest stack" total={plural(stack.split("\n").length, "line")}>
      <p class="panel-none">
        <ItemLink item={{ kind: "event", key: event.id }}>Its event</ItemLink> <CopyStack stack={stack} />
      </p>
      <pre tabIndex={0}>{stack}</pre>
    </Section>
  );
};

const CopyStack = ({ stack }: { stack: string }) => {
  const [said, setSaid] = useState("");
  return (
    <>
      <button type="button" class="quiet" onClick={() => void copy(stack, "Stack").then(setSaid)}>
        Copy the stack
      </button>{" "}
      <span role="status" class="muted">
        {said}
      </span>
    </>
  );
};
