/** An event as its sender would send it. Pure. */

import { qualified } from "../../panels/things";
import type { InspectorEvent } from "./query";

/** Members without a value are left out, as senders do. */
const said = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));

export const wireOf = (event: InspectorEvent): Record<string, unknown> => {
  const { senderId, time, source, eventType, user, session, action, function: run, durationMs, description, parameters, error } = event;
  return said({
    id: senderId,
    time,
    source,
    type: eventType.name,
    user: user?.login,
    session: session?.clientId,
    action,
    package: event.package.name,
    function: run && qualified(run),
    durationMs,
    description,
    parameters,
    entities:
      event.touched.length === 0
        ? null
        : event.touched.map(({ role, entity: { type, key, name, package: home } }) =>
            said({ type, id: key, name, role, package: home?.name }),
          ),
    error: error && said({ message: error.message, stack: error.stack, handled: error.handled }),
    client: session?.client,
    version: session?.version,
  });
};

export const jsonOf = (value: unknown): string => JSON.stringify(value, null, 2);
