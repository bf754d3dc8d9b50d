import { clock, zoneName } from "../../format";
import { PageLinks } from "../../pages/page-links";
import { zoneOf } from "../../scope";
import { viewUrl } from "../../state/address";
import { onTab, type View } from "../../state/view";
import { tabs } from "../../tabs/registry";
import { Icon } from "../icons";
import { commandKey, isPlainClick } from "../keys";
import { refreshChoices } from "./refreshing";
import { ThemeButton } from "./theme-button";
import "./header.css";

interface HeaderProps {
  view: View;
  go: (view: View) => void;
  answered: { asOf: string } | null;
  refresh: () => void;
  /** Seconds; 0 is off. */
  every: number;
  setEvery: (seconds: number) => void;
  /** What has just been done, in words. */
  said: string;
  copyLink: () => void;
  openCommands: () => void;
  openHelp: () => void;
}

/** Name, tabs, search, freshness, link, pages, colours and keys. */
export const Header = ({ view, go, said, copyLink, openCommands, openHelp, ...freshness }: HeaderProps) => (
  <header class="top">
    <h1>UsageAnalysis</h1>
    <nav aria-label="Tabs">
      {tabs.map(({ name, title }) => (
        <a
          key={name}
          href={viewUrl(onTab(view, name))}
          aria-current={view.tab === name ? "page" : undefined}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            go(onTab(view, name));
          }}
        >
          {title}
        </a>
      ))}
    </nav>
    <div class="top-actions">
      <button type="button" class="search" title={`Search and commands (${commandKey})`} aria-haspopup="dialog" onClick={openCommands}>
        <Icon name="search" /> <span class="search-word">Search</span>{" "}
        <span aria-hidden="true">
          <kbd>{commandKey}</kbd>
        </span>
      </button>
      <Freshness zone={zoneOf(view)} {...freshness} />
      <span class="copy-link">
        <button type="button" class="quiet" aria-label="Copy a link to this view" title="Copy a link to this view" onClick={copyLink}>
          <Icon name="link" />
        </button>
        <span class="said" role="status">
          {said}
        </span>
      </span>
      <PageLinks />
      <ThemeButton />
      <button type="button" class="quiet keys" aria-label="Keys" title="Keys (?)" aria-haspopup="dialog" onClick={openHelp}>
        ?
      </button>
    </div>
  </header>
);

const Freshness = ({
  zone,
  answered,
  refresh,
  every,
  setEvery,
}: Pick<HeaderProps, "answered" | "refresh" | "every" | "setEvery"> & { zone: string }) => (
  <>
    <span
      class="muted as-of"
      title={answered ? `The figures are those of ${clock(answered.asOf, zone)} ${zoneName(answered.asOf, zone)}` : undefined}
    >
      {answered && (
        <>
          as of <time dateTime={answered.asOf}>{clock(answered.asOf, zone)}</time>
        </>
      )}
    </span>
    <button type="button" class="quiet" aria-label="Refresh" title="Refresh (R)" onClick={refresh}>
      <Icon name="refresh" />
    </button>
    <select
      class="quiet every"
      aria-label="Refresh automatically"
      title="Refresh automatically"
      value={String(every)}
      onChange={(event) => setEvery(Number(event.currentTarget.value))}
    >
      {Object.entries(refreshChoices).map(([seconds, words]) => (
        <option key={seconds} value={seconds}>
          {words}
        </option>
      ))}
    </select>
  </>
);
