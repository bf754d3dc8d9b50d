import { useState } from "preact/hooks";
import { clock, zoneName } from "../format";
import { zoneOf } from "../scope";
import { viewUrl } from "../state/address";
import { onTab, type View } from "../state/view";
import { tabs } from "../tabs/registry";
import { Icon } from "./icons";
import { isPlainClick } from "./keys";
import { chooseTheme, currentTheme } from "./theme";

interface HeaderProps {
  view: View;
  go: (view: View) => void;
  answered: { asOf: string } | null;
  refresh: () => void;
  openHelp: () => void;
}

/** Name, tabs, freshness, theme and keys. */
export const Header = ({ view, go, answered, refresh, openHelp }: HeaderProps) => (
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
      {answered && (
        <span
          class="muted as-of"
          title={`The figures are those of ${clock(answered.asOf, zoneOf(view))} ${zoneName(answered.asOf, zoneOf(view))}`}
        >
          as of <time dateTime={answered.asOf}>{clock(answered.asOf, zoneOf(view))}</time>
        </span>
      )}
      <button type="button" class="quiet" aria-label="Refresh" title="Refresh (R)" onClick={refresh}>
        <Icon name="refresh" />
      </button>
      <ThemeButton />
      <button type="button" class="quiet" aria-label="Keys" title="Keys (?)" onClick={openHelp}>
        ?
      </button>
    </div>
  </header>
);

const ThemeButton = () => {
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Use ${other} colours`}
      title={`Use ${other} colours`}
      onClick={() => {
        chooseTheme(other);
        setTheme(other);
      }}
    >
      <Icon name="theme" />
    </button>
  );
};
