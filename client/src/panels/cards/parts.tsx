import type { ComponentChildren } from "preact";
import { useAnswer } from "../../api";
import { ItemLink } from "../../parts/link";
import { Empty, Failure, Skeleton } from "../../parts/notes";
import { usePanel } from "../context";
import type { Subject } from "../query";
import { type Condition, conditionWords, onlyThis, type Thing, toggleCondition } from "../things";

export interface CardProps {
  /** The name or the node id by which the thing is found. */
  name: string;
}

interface FoundProps<Node> {
  /** `User ann`. */
  what: string;
  /** Changes when the thing has: it is then looked up anew. */
  asked?: number;
  load: (signal: AbortSignal) => Promise<Node | null>;
  children: (node: Node) => ComponentChildren;
}

/** Looks the thing up and shows its card; says so where it is gone. */
export const Found = <Node,>({ what, asked = 0, load, children }: FoundProps<Node>) => {
  const { refreshed } = usePanel();
  const answer = useAnswer(JSON.stringify([what, refreshed, asked]), async (signal) => ({ node: await load(signal) }));
  if (answer.kind === "failed") return <Failure what={what} error={answer.error} retry={answer.retry} />;
  if (answer.kind === "loading")
    return (
      <div class="panel-loading">
        <Skeleton shape="bars" />
      </div>
    );
  if (!answer.data.node) return <Empty text={`${what} no longer exists.`} />;
  return <>{children(answer.data.node)}</>;
};

interface TitleProps {
  title: string;
  detail?: string;
  /** Ahead of the title: initials. */
  mark?: ComponentChildren;
  /** The thing as a condition of the filter; null where the filter has none of the kind. */
  condition: Condition | null;
}

/** The name of the thing, and the button that makes it a condition. */
export const Title = ({ title, detail = "", mark, condition }: TitleProps) => {
  const { view, go } = usePanel();
  return (
    <div class="panel-title panel-title-card">
      {mark}
      <div>
        <h2>{title}</h2>
        {detail && <p class="muted">{detail}</p>}
      </div>
      {condition && (
        <button
          type="button"
          // The card stays: what is taken into the filter is what one was just reading about.
          onClick={() => go({ ...toggleCondition(view, condition), item: view.item })}
        >
          {conditionWords(view, condition)}
        </button>
      )}
    </div>
  );
};

/** A name and what it is: words, links, or nothing, which is left out. */
export interface Property {
  name: string;
  value: string | readonly Thing[] | null;
}

const isSaid = ({ value }: Property): boolean => value !== null && value.length > 0;

export const Properties = ({ label, all }: { label: string; all: readonly Property[] }) => (
  <dl class="panel-properties" aria-label={label}>
    {all.filter(isSaid).map(({ name, value }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          {typeof value === "string"
            ? value
            : value?.map((thing, index) => (
                <span key={thing.item.key}>
                  {index > 0 && ", "}
                  <ItemLink item={thing.item}>{thing.label}</ItemLink>
                </span>
              ))}
        </dd>
      </div>
    ))}
  </dl>
);

/** What the figures of a card are about: the thing under the filter, and the view in which the filter says the same. */
export const useSubject = (id: string, condition: Condition | null): { subject: Subject; from: ReturnType<typeof onlyThis> } | null => {
  const { view, scope } = usePanel();
  return scope && { subject: { scope, id }, from: condition && onlyThis(view, condition) };
};
