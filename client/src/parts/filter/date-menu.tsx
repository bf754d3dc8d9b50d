import { useState } from "preact/hooks";
import { capital } from "../../format";
import { rangeWords, zoneOf } from "../../scope";
import { type Preset, presets, type Range } from "../../state/range";
import { daysOf } from "../../state/shift";
import { type View, withRange } from "../../state/view";
import { browserZone, dayOf } from "../../zone";
import { walkFocus } from "../keys";
import { Menu } from "../menu";
import { Calendar } from "./calendar";
import { inOrder } from "./calendar-grid";
import { Typed } from "./typed";

interface DateMenuProps {
  view: View;
  go: (view: View) => void;
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Whether the focus goes to the from–to inputs rather than to the presets. */
  daysFirst: boolean;
  /** Calendar days of the range in force, for the inputs; null until the server has said. */
  days: { from: string; to: string } | null;
}

/** Preset ranges, days from–to, a range in words, and the zone whose calendar is meant. */
export const DateMenu = ({ view, go, open, setOpen, daysFirst, days }: DateMenuProps) => {
  const choose = (range: Range): void => {
    setOpen(false);
    go(withRange(view, range));
  };
  const elsewhere = zoneOf(view) === browserZone() ? "" : `, ${zoneOf(view)}`;
  return (
    <Menu label={`${capital(rangeWords(view))}${elsewhere}`} name="Date range" open={open} setOpen={setOpen}>
      <div class="date-menu">
        <Presets view={view} choose={choose} focused={!daysFirst} />
        <Days days={daysInForce(view, days)} today={dayOf(Date.now(), zoneOf(view))} choose={choose} />
        <div class="date-custom">
          <Typed range={view.range} zone={zoneOf(view)} choose={choose} />
          <ZoneSelect view={view} go={go} />
        </div>
      </div>
    </Menu>
  );
};

const Presets = ({ view, choose, focused }: { view: View; choose: (range: Range) => void; focused: boolean }) => (
  <ul class="presets" aria-label="Periods" onKeyDown={(event) => walkFocus(event, event.currentTarget, "button")}>
    {(Object.keys(presets) as Preset[]).map((preset) => {
      const current = view.range.kind === "preset" && view.range.preset === preset;
      return (
        <li key={preset}>
          <button
            type="button"
            class="row"
            aria-keyshortcuts={presets[preset].key || undefined}
            aria-pressed={current}
            data-first={(current && focused) || undefined}
            onClick={() => choose({ kind: "preset", preset })}
          >
            {capital(presets[preset].words)}{" "}
            {presets[preset].key && (
              <span aria-hidden="true">
                <kbd>{presets[preset].key}</kbd>
              </span>
            )}
          </button>
        </li>
      );
    })}
  </ul>
);

const daysInForce = (view: View, answered: DateMenuProps["days"]): DateMenuProps["days"] => {
  if (view.range.kind === "days") return view.range;
  return view.range.kind === "instants" ? daysOf(view.range, zoneOf(view)) : answered;
};

interface DaysProps {
  /** What is in force; it may come while the menu is open. */
  days: { from: string; to: string } | null;
  today: string;
  choose: (range: Range) => void;
}

/** The calendar and the two inputs are two ways to say the same. */
const Days = ({ days, today, choose }: DaysProps) => {
  const [changed, setChanged] = useState<Partial<{ from: string; to: string }>>({});
  const [first, setFirst] = useState<string | null>(null);
  const { from, to } = { from: days?.from ?? "", to: days?.to ?? "", ...changed };
  const ready = from !== "" && to !== "";
  return (
    <form
      class="date-days"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) choose({ kind: "days", ...inOrder(from, to) });
      }}
    >
      <div class="date-inputs">
        <label>
          From
          <input type="date" data-first value={from} onInput={(event) => setChanged({ ...changed, from: event.currentTarget.value })} />
        </label>
        <label>
          To, included
          <input type="date" value={to} onInput={(event) => setChanged({ ...changed, to: event.currentTarget.value })} />
        </label>
      </div>
      <Calendar
        days={days}
        today={today}
        first={first}
        pickFirst={(date) => {
          setFirst(date);
          setChanged({ from: date, to: "" });
        }}
        choose={(picked) => choose({ kind: "days", ...picked })}
      />
      <button type="submit" disabled={!ready}>
        Show these days
      </button>
    </form>
  );
};

const ZoneSelect = ({ view, go }: { view: View; go: (view: View) => void }) => {
  const own = browserZone();
  const zones = [...new Set([zoneOf(view), own, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <label>
      Time zone
      <select
        value={zoneOf(view)}
        onChange={(event) => go({ ...view, timeZone: event.currentTarget.value === own ? null : event.currentTarget.value })}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone === own ? `${zone} (this browser)` : zone}
          </option>
        ))}
      </select>
    </label>
  );
};
