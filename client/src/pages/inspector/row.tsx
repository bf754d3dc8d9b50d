import { Swatch } from "../../charts/sources";
import { duration, exactMoment, moment } from "../../format";
import { errorThing, functionThing, packageThing, type Thing, userThing } from "../../panels/things";
import { Icon } from "../../parts/icons";
import { viewUrl } from "../../state/address";
import type { View } from "../../state/view";
import { Details } from "./details";
import type { Filters } from "./filters";
import type { InspectorEvent } from "./query";

export interface RowProps {
  event: InspectorEvent;
  zone: string;
  from: View;
  open: boolean;
  toggle: (id: string) => void;
  only: (part: Partial<Filters>) => void;
  say: (words: string) => void;
}

/** A thing in the app, with its card open. */
export const AppLink = ({ from, thing: { item, label }, title }: { from: View; thing: Thing; title?: string }) => (
  <a href={viewUrl({ ...from, tab: "events", item })} title={title}>
    {label}
  </a>
);

/** Day and clock; where there is little room, the clock. */
const ShortTime = ({ time, zone }: { time: string; zone: string }) => {
  const words = moment(time, zone);
  const at = words.lastIndexOf(" ");
  return (
    <time dateTime={time}>
      <span class="inspector-day">{words.slice(0, at)}</span> {words.slice(at)}
    </time>
  );
};

/** One event: a line, and below it all that was stored of it. */
export const EventRow = ({ event, zone, from, open, toggle, only, say }: RowProps) => {
  const { id, time, source, eventType, user, function: run, durationMs, error, description } = event;
  const details = `details-${id}`;
  const when = exactMoment(time, zone);
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="quiet"
            data-row
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            title={when}
            onClick={() => toggle(id)}
          >
            <Icon name="down" /> <ShortTime time={time} zone={zone} />
          </button>
        </th>
        <td>
          <Swatch source={source} /> {source}
        </td>
        <td class="cut" title={eventType.name}>
          {eventType.name}
        </td>
        <td class="cut inspector-wide">
          {user ? <AppLink from={from} thing={userThing(user)} title={user.login} /> : <span class="muted">Anonymous</span>}
        </td>
        <td class="cut inspector-wide">
          <AppLink from={from} thing={run ? functionThing(run) : packageThing(event.package)} />
        </td>
        <td class="number inspector-wide">{durationMs === null ? "" : duration(durationMs)}</td>
        <td class="cut inspector-what" title={error?.message ?? description ?? undefined}>
          {error ? (
            <AppLink from={from} thing={errorThing({ id: error.signature.id, message: error.message })} />
          ) : (
            (description ?? <span class="muted inspector-narrow">{user?.login ?? "Anonymous"}</span>)
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={7} id={details} class="inspector-details">
            <Details event={event} zone={zone} from={from} only={only} say={say} />
          </td>
        </tr>
      )}
    </tbody>
  );
};
