import { useMemo, useState } from "preact/hooks";
import { useAnswer } from "../../api";
import { Failure, Skeleton } from "../../parts/notes";
import { browserZone } from "../../zone";
import { Effective } from "./effective";
import { RuleForm } from "./form";
import { askRules } from "./query";
import { History, InForce } from "./rules";
import "./logging.css";

/** What is logged, for whom and until when; and the way to change it. */
export const Logging = () => {
  const [changes, setChanges] = useState(0);
  const [said, setSaid] = useState("");
  const rules = useAnswer(`rules ${changes}`, askRules);
  const zone = useMemo(browserZone, []);
  const changed = (words: string): void => {
    setSaid(words);
    setChanges((before) => before + 1);
  };
  return (
    <div class="logging">
      <p class="logging-words">
        The most specific rule holds: that of the user, else that of the package, else those of the user’s groups, else that of everyone.
        Events that it excludes are not kept; trackers stop sending them within five minutes.
      </p>
      <p class="logging-said" role="status">
        {said}
      </p>
      {rules.kind === "loading" && (
        <div class="logging-loading">
          <Skeleton shape="bars" />
        </div>
      )}
      {rules.kind === "failed" && <Failure what="The rules" error={rules.error} retry={rules.retry} />}
      {rules.kind === "ready" && <InForce rules={rules.data.inForce} zone={zone} changed={changed} />}
      <div class="logging-pair">
        <RuleForm changed={changed} />
        <Effective changes={changes} />
      </div>
      {rules.kind === "ready" && <History rules={rules.data.history} zone={zone} />}
    </div>
  );
};
