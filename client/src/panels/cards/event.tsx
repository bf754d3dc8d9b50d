import { count } from "../../format";
import { ItemLink, ViewLink } from "../../parts/link";
import { runsWith } from "../../tabs/functions/runs/filters";
import { usePanel } from "../context";
import { Rows, Section } from "../section";
import {
  entityThing,
  errorThing,
  eventTypeThing,
  functionThing,
  inSession,
  packageThing,
  qualified,
  sessionThing,
  userThing,
} from "../things";
import { duration, moment } from "../words";
import { type CardProps, Found, Properties, type Property, Title } from "./parts";
import { askNode, askSameAction, type NodeOf } from "./query";
import { eventsPage } from "./rows";

type EventNode = NodeOf<"Event">;

export const eventProperties = (event: EventNode, zone: string): Property[] => [
  { name: "Time", value: moment(event.time, zone) },
  { name: "Source", value: event.source },
  { name: "Type", value: [eventTypeThing(event.eventType)] },
  { name: "User", value: event.user ? [userThing(event.user)] : "Anonymous" },
  { name: "Package", value: [packageThing(event.package)] },
  { name: "Function", value: event.function && [functionThing(event.function)] },
  { name: "Session", value: event.session && [sessionThing(event.session.id, `of ${moment(event.session.startedAt, zone)}`)] },
  { name: "Took", value: event.durationMs === null ? null : duration(event.durationMs) },
  { name: "Description", value: event.description },
  { name: "Counts as an error", value: event.isError ? "yes" : null },
  { name: "Sender's id", value: event.senderId },
];

/** One value: a plain one as it is, one with parts as indented JSON. */
export interface Parameter {
  name: string;
  text: string;
  /** Whether it has lines of its own. */
  block: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const parameter = (name: string, value: unknown): Parameter => {
  if (typeof value === "object" && value !== null) return { name, text: JSON.stringify(value, null, 2), block: true };
  return { name, text: typeof value === "string" ? value : JSON.stringify(value), block: false };
};

/** Parameters as rows; those of runs lie one deeper, by direction, and are told as `inputs.table`. */
export const parameterRows = (parameters: unknown): Parameter[] => {
  if (!isObject(parameters)) return parameters === null || parameters === undefined ? [] : [parameter("value", parameters)];
  return Object.entries(parameters).flatMap(([name, value]) =>
    (name === "inputs" || name === "outputs") && isObject(value)
      ? Object.entries(value).map(([inner, one]) => parameter(`${name}.${inner}`, one))
      : [parameter(name, value)],
  );
};

export const EventCard = ({ name }: CardProps) => (
  <Found what="The event" load={(signal) => askNode("Event", name, signal)}>
    {(event) => <EventFound event={event} />}
  </Found>
);

const EventFound = ({ event }: { event: EventNode }) => {
  const { zone } = usePanel();
  const { id, description, eventType, parameters, touched, error, action, session } = event;
  return (
    <>
      <Title title={description || eventType.name} detail={`${event.source}, ${moment(event.time, zone)}`} condition={null} />
      {error && <Trace error={error} />}
      <Properties label="About the event" all={eventProperties(event, zone)} />
      {session && (
        <p class="panel-part">
          <ItemLink item={inSession(session.id, id)}>Show it in its session</ItemLink>
        </p>
      )}
      <Parameters all={parameterRows(parameters)} />
      {touched.length > 0 && (
        <section class="panel-part">
          <h3>Touched objects</h3>
          <ul>
            {touched.map(({ role, entity }) => (
              <li key={`${role} ${entity.id}`}>
                <ItemLink item={entityThing(entity).item}>{entity.name}</ItemLink>{" "}
                <span class="muted">
                  {entity.type}, as {role}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {event.function && <SameRuns name={qualified(event.function)} parameters={parameters} />}
      {action && <SameAction id={id} action={action} />}
    </>
  );
};

const Trace = ({ error: { message, stack, handled, signature } }: { error: NonNullable<EventNode["error"]> }) => (
  <section class="panel-part">
    <h3>Error</h3>
    <p>
      <ItemLink item={errorThing(signature).item}>{message}</ItemLink>{" "}
      {handled !== null && <span class="muted">{handled ? "caught by the program" : "not caught by the program"}</span>}
    </p>
    {stack && (
      // Long lines are read by scrolling, which the arrow keys do once it has the focus.
      <pre tabIndex={0}>{stack}</pre>
    )}
  </section>
);

const Parameters = ({ all }: { all: readonly Parameter[] }) =>
  all.length === 0 ? null : (
    <section class="panel-part">
      <h3>Parameters {count(all.length)}</h3>
      <dl class="panel-properties panel-parameters">
        {all.map(({ name, text, block }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{block ? <pre tabIndex={0}>{text}</pre> : text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );

/** Other runs of the function: those with the very inputs, and all. */
const SameRuns = ({ name, parameters }: { name: string; parameters: unknown }) => {
  const { view } = usePanel();
  const inputs = isObject(parameters) && isObject(parameters.inputs) ? parameters.inputs : {};
  return (
    <p class="panel-part panel-runs">
      {Object.keys(inputs).length > 0 && (
        <ViewLink to={runsWith(view, name, inputs)} step="down">
          The same inputs again
        </ViewLink>
      )}
      <ViewLink to={runsWith(view, name, {})} step="down">
        All runs
      </ViewLink>
    </p>
  );
};

const SameAction = ({ id, action }: { id: string; action: string }) => {
  const { zone } = usePanel();
  return (
    <Section name="action" title="Events of the same action" total={action}>
      <Rows
        title="Events of the same action"
        about={JSON.stringify(["action", id])}
        load={async (first, after, signal) => eventsPage(await askSameAction(id, first, after, signal), zone)}
        expected={1}
        none="No other events."
        tall
      />
    </Section>
  );
};
