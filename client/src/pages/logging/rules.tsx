import { useEffect, useState } from "preact/hooks";
import { exactMoment } from "../../format";
import { groupThing, packageThing, userThing } from "../../panels/things";
import { viewUrl } from "../../state/address";
import { defaultView, type Item } from "../../state/view";
import { mostChanges, type Rule, type RuleChange, type RuleInForce } from "./query";
import { TakeBack } from "./take-back";
import { changeLines, leftWords, levelWords, modeWords, reasonWords, targetWords, typeWords } from "./words";

const itemOf = ({ group, user, package: home }: Rule): Item | null => {
  if (group) return groupThing(group).item;
  if (user) return userThing(user).item;
  return home ? packageThing(home).item : null;
};

/** Whom a rule is for, leading to the card. */
const Target = ({ rule }: { rule: Rule }) => {
  const item = itemOf(rule);
  return item ? <a href={viewUrl({ ...defaultView, item })}>{targetWords(rule)}</a> : <span>{targetWords(rule)}</span>;
};

/** So often, in milliseconds, the time that is left is told anew. */
const tick = 30_000;

const useNow = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** Without fractions of a second, which nobody set. */
const when = (instant: string, zone: string): string => exactMoment(instant, zone).replace(/\.\d+/, "");

interface InForceProps {
  rules: readonly RuleInForce[];
  zone: string;
  /** Told in words what was changed. */
  changed: (words: string) => void;
}

/** The rules that hold now. */
export const InForce = ({ rules, zone, changed }: InForceProps) => {
  const now = useNow();
  const held = rules.filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > now);
  return (
    <section class="logging-part" aria-labelledby="in-force">
      <h2 id="in-force">What holds now</h2>
      {held.length === 0 ? (
        <p>Nobody set anything: all that is sent is kept, and trackers send all levels but debug.</p>
      ) : (
        <section class="logging-scroll" tabIndex={0} aria-label="Rules in force">
          <table>
            <thead>
              <tr>
                {["For", "Mode", "Levels", "Types", "Until", "Reason", "Set by", ""].map((head) => (
                  <th key={head} scope="col">
                    {head || <span class="hidden">Action</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {held.map((rule) => (
                <tr key={targetWords(rule)}>
                  <th scope="row">
                    <Target rule={rule} />
                  </th>
                  <td data-label="Mode">{modeWords[rule.mode].label}</td>
                  <td data-label="Levels">{levelWords(rule.levels)}</td>
                  <td data-label="Types">
                    {rule.types.length === 0 ? <span class="muted">as sent</span> : <Lines all={rule.types.map(typeWords)} />}
                  </td>
                  <td data-label="Until">
                    {rule.endsAt === null ? (
                      "for good"
                    ) : (
                      <>
                        {leftWords(rule.endsAt, now)}
                        <br />
                        <time class="muted" dateTime={rule.endsAt}>
                          {when(rule.endsAt, zone)}
                        </time>
                      </>
                    )}
                  </td>
                  <td data-label="Reason" class="logging-reason">
                    {reasonWords(rule)}
                  </td>
                  <td data-label="Set by">
                    {rule.setBy}
                    <br />
                    <time class="muted" dateTime={rule.setAt}>
                      {when(rule.setAt, zone)}
                    </time>
                  </td>
                  <td>
                    <TakeBack rule={rule} changed={changed} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
};

/** All that was ever set, the last first. */
export const History = ({ rules, zone }: { rules: readonly RuleChange[]; zone: string }) => (
  <section class="logging-part" aria-labelledby="history">
    <h2 id="history">History</h2>
    {rules.length === 0 ? (
      <p>Nothing was set so far. Each change appears here, with who, when and why.</p>
    ) : (
      <ol class="logging-history">
        {rules.map((rule) => (
          <li key={`${rule.setAt} ${targetWords(rule)}`}>
            <p>
              <strong>
                <Target rule={rule} />: {modeWords[rule.mode].label}
              </strong>{" "}
              <span class="muted">
                by {rule.setBy}, <time dateTime={rule.setAt}>{when(rule.setAt, zone)}</time>
              </span>
            </p>
            {rule.reason !== null && <p>{rule.reason}</p>}
            {rule.changes.length === 0 ? <p class="muted">The same as before.</p> : <Lines all={changeLines(rule.changes, zone)} />}
          </li>
        ))}
      </ol>
    )}
    {rules.length === mostChanges && <p class="muted">These are the last {mostChanges} changes. The graph has those before.</p>}
  </section>
);

const Lines = ({ all }: { all: readonly string[] }) => (
  <ul>
    {all.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
