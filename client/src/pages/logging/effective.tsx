import { useState } from "preact/hooks";
import { useAnswer } from "../../api";
import { Failure } from "../../parts/notes";
import { Suggested } from "../suggested";
import { suggestPackages, suggestUsers } from "../suggestions";
import { askPolicy, type Policy } from "./query";
import { levels, typeWords } from "./words";

/** What holds for one user's events of one package. `changes` counts what was set on this page. */
export const Effective = ({ changes }: { changes: number }) => {
  const [user, setUser] = useState("");
  const [home, setHome] = useState("");
  const answer = useAnswer(JSON.stringify([user, home, changes]), (signal) => askPolicy(user, home, signal));
  return (
    <section class="logging-part" aria-labelledby="holds-for">
      <h2 id="holds-for">What holds for …</h2>
      <div class="logging-form">
        <div class="logging-whom">
          <Suggested label="User" placeholder="Anonymous" value={user} choose={setUser} ask={suggestUsers} />
          <Suggested label="Package" placeholder="No package" value={home} choose={setHome} ask={suggestPackages} />
        </div>
        {answer.kind === "failed" && <Failure what="What holds" error={answer.error} retry={answer.retry} />}
        {answer.kind === "loading" && <p class="muted">Loading</p>}
        {answer.kind === "ready" && <PolicyWords policy={answer.data} />}
      </div>
    </section>
  );
};

const PolicyWords = ({ policy }: { policy: Policy }) => (
  <div role="status">
    <p>
      {policy.isSet
        ? "Somebody set this. Events of the levels and types that are not logged are not kept."
        : "Nobody set this: trackers send these levels by themselves, and what others send is kept all the same."}
    </p>
    <ul class="logging-policy" aria-label="Levels">
      {levels.map((level) => (
        <li key={level} class={policy.levels.includes(level) ? "" : "muted"}>
          {level}: {policy.levels.includes(level) ? "logged" : "not logged"}
        </li>
      ))}
    </ul>
    {policy.types.length > 0 ? (
      <ul class="logging-policy" aria-label="Types">
        {policy.types.map((type) => (
          <li key={type.type}>{typeWords(type)}</li>
        ))}
      </ul>
    ) : (
      <p class="muted">Of types, what their senders log by themselves. Sources that are no level, such as function, are always logged.</p>
    )}
  </div>
);
