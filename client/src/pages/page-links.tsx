import { Icon } from "../parts/icons";
import { pages } from "./registry";
import "./pages.css";

/** The ways to the pages beside the tabs. */
export const PageLinks = ({ current = null }: { current?: string | null }) => (
  <nav class="pages" aria-label="Pages">
    {pages.map(({ path, title, icon }) => (
      <a key={path} href={path} aria-label={title} title={title} aria-current={path === current ? "page" : undefined}>
        <Icon name={icon} />
      </a>
    ))}
  </nav>
);
