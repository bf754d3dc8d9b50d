import { useState } from "preact/hooks";
import { useRemembered } from "../../parts/remembered";
import { Problem, useSending } from "../../parts/sending";
import { Switch } from "../../parts/switch";
import { Suggested } from "../suggested";
import { suggestGroups, suggestPackages, suggestUsers } from "../suggestions";
import { type Draft, emptyDraft, type Period, periodWords, ruleOf } from "./draft";
import { type Rule, setRule } from "./query";
import { TypeRows } from "./types";
import { levels, modeWords } from "./words";

const targets: readonly { value: Rule["target"]; label: string }[] = [
  { value: "EVERYONE", label: "Everyone" },
  { value: "GROUP", label: "Group" },
  { value: "USER", label: "User" },
  { value: "PACKAGE", label: "Package" },
];

const modes = (["STANDARD", "VERBOSE", "CUSTOM"] as const).map((value) => ({ value, label: modeWords[value].label }));

const suggestions = { GROUP: suggestGroups, USER: suggestUsers, PACKAGE: suggestPackages };

/** A new rule: for whom, what, how long, why, by whom. */
export const RuleForm = ({ changed }: { changed: (words: string) => void }) => {
  const [name, remember] = useRemembered("name");
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(name ?? ""));
  const { problem, busy, run } = useSending();
  const put = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { target } = draft;
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    void run(async () => {
      await setRule(ruleOf(draft, Date.now()));
      remember(draft.by);
      changed("The rule was set: it holds from now on.");
      setDraft(emptyDraft(draft.by));
    });
  };
  return (
    <section class="logging-part" aria-labelledby="new-rule">
      <h2 id="new-rule">Set a rule</h2>
      <form class="logging-form" onSubmit={save}>
        <Switch name="For whom" options={targets} chosen={target} choose={(next) => put({ target: next, name: "" })} />
        {target !== "EVERYONE" && (
          <Suggested
            key={target}
            label={targets.find(({ value }) => value === target)?.label ?? ""}
            required
            value={draft.name}
            onText={(text) => put({ name: text })}
            ask={suggestions[target]}
          />
        )}
        <Switch name="Mode" options={modes} chosen={draft.mode} choose={(mode) => put({ mode })} />
        <p class="muted">{modeWords[draft.mode].says}</p>
        {draft.mode === "CUSTOM" && (
          <>
            <fieldset class="logging-levels">
              <legend class="muted">Levels that are logged</legend>
              {levels.map((level) => (
                <label key={level}>
                  <input
                    type="checkbox"
                    checked={draft.levels.includes(level)}
                    onChange={() => put({ levels: levels.filter((one) => (one === level) !== draft.levels.includes(one)) })}
                  />{" "}
                  {level}
                </label>
              ))}
            </fieldset>
            <TypeRows types={draft.types} setTypes={(types) => put({ types })} />
          </>
        )}
        <Switch
          name="How long"
          options={(Object.keys(periodWords) as Period[]).map((value) => ({ value, label: periodWords[value] }))}
          chosen={draft.period}
          choose={(period) => put({ period })}
        />
        {draft.period === "own" && (
          <label class="field">
            <span class="muted">Ends, in the time of this browser</span>
            <input type="datetime-local" required value={draft.end} onInput={(event) => put({ end: event.currentTarget.value })} />
          </label>
        )}
        <label class="field">
          <span class="muted">{draft.period === "good" ? "Reason, if there is one to tell" : "Reason: why it is set for a while"}</span>
          <input
            required={draft.period !== "good"}
            maxLength={2000}
            value={draft.reason}
            onInput={(event) => put({ reason: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span class="muted">Your name</span>
          <input required maxLength={200} value={draft.by} onInput={(event) => put({ by: event.currentTarget.value })} />
        </label>
        <Problem problem={problem} />
        <p class="logging-actions">
          <button type="submit" disabled={busy}>
            Set the rule
          </button>
        </p>
      </form>
    </section>
  );
};
