import type { ComponentChildren } from "preact";
import { exactMoment } from "../../format";
import { entityThing, errorThing, functionThing, packageThing, sessionThing, userThing } from "../../panels/things";
import { detailLines } from "../../tabs/events/log/details";
import { levels, others } from "./filters";
import { AppLink, type RowProps } from "./row";
import { CopyJson } from "./tools";

/** All that was stored of an event, and the ways from there. */
export const Details = ({ event, zone, from, only, say }: Omit<RowProps, "open" | "toggle">) => {
  const { id, senderId, time, source, eventType, user, session, action, description, error, touched, function: run } = event;
  const parameters = detailLines(event.parameters);
  const level = levels.find((one) => one === source) ?? others;
  return (
    <>
      <p class="inspector-tools">
        <CopyJson events={[event]} what="Event" say={say}>
          Copy as JSON
        </CopyJson>
        {user && (
          <button type="button" onClick={() => only({ user: user.login })}>
            Only this user
          </button>
        )}
        {session && (
          <button type="button" onClick={() => only({ session: session.clientId })}>
            Only this session
          </button>
        )}
        <button type="button" onClick={() => only({ type: eventType.name })}>
          Only this type
        </button>
        <button type="button" onClick={() => only({ level: [level] })}>
          Only this level
        </button>
      </p>
      {description && <p>{description}</p>}
      {error && (
        <section>
          <h2>Error</h2>
          <p class="bad">
            <AppLink from={from} thing={errorThing({ id: error.signature.id, message: error.message })} />{" "}
            {error.handled !== null && <span class="muted">{error.handled ? "caught by the program" : "not caught by the program"}</span>}
          </p>
          {error.stack && (
            // Long lines are read by scrolling, which the arrow keys do once it has the focus.
            <pre tabIndex={0}>{error.stack}</pre>
          )}
        </section>
      )}
      {parameters.length > 0 && (
        <section>
          <h2>Parameters</h2>
          <dl>
            {parameters.map(({ name, value, direction }) => (
              <Line key={`${direction} ${name}`} name={name} note={direction}>
                {value}
              </Line>
            ))}
          </dl>
        </section>
      )}
      {touched.length > 0 && (
        <section>
          <h2>Objects</h2>
          <dl>
            {touched.map(({ role, entity }) => (
              <Line key={`${role} ${entity.id}`} name={entity.type} note={role}>
                <AppLink from={from} thing={entityThing(entity)} />
              </Line>
            ))}
          </dl>
        </section>
      )}
      <section>
        <h2>Where it belongs</h2>
        <dl>
          <Line name="Time">{exactMoment(time, zone)}</Line>
          <Line name="Event">
            <AppLink from={from} thing={{ item: { kind: "event", key: id }, label: senderId }} />
          </Line>
          {user && (
            <Line name="User">
              <AppLink from={from} thing={userThing(user)} />
            </Line>
          )}
          {session && (
            <Line name="Session">
              <AppLink from={from} thing={sessionThing(session.id, session.clientId)} />{" "}
              <span class="muted">{[session.client, session.version].filter(Boolean).join(" ")}</span>
            </Line>
          )}
          {action && <Line name="Action">{action}</Line>}
          <Line name="Package">
            <AppLink from={from} thing={packageThing(event.package)} />
          </Line>
          {run && (
            <Line name="Function">
              <AppLink from={from} thing={functionThing(run)} />
            </Line>
          )}
        </dl>
      </section>
    </>
  );
};

const Line = ({ name, note = "", children }: { name: string; note?: string; children: ComponentChildren }) => (
  <div>
    <dt>
      {name} {note && <small>{note}</small>}
    </dt>
    <dd>{children}</dd>
  </div>
);
