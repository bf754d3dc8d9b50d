import { useEffect } from "preact/hooks";
import { useAnswer } from "../api";
import { ThemeButton } from "../parts/header/theme-button";
import { Failure } from "../parts/notes";
import type { PageDefinition } from "./page";
import { PageLinks } from "./page-links";

/** A page beside the tabs: the way back to them, its title, and what is loaded for it. */
export const Shell = ({ page }: { page: PageDefinition }) => {
  const { title } = page;
  const loaded = useAnswer("page", async () => ({ Page: await page.load() }));
  useEffect(() => {
    document.title = `${title} – UsageAnalysis`;
  }, [title]);
  return (
    <>
      <header class="top">
        <a class="home" href="/" title="To the tabs">
          UsageAnalysis
        </a>
        <h1>{title}</h1>
        <div class="top-actions">
          <PageLinks current={page.path} />
          <ThemeButton />
        </div>
      </header>
      <main>
        {loaded.kind === "failed" && (
          <Failure what={title} error={loaded.error} retry={loaded.retry}>
            {/* A browser may keep a failed file for as long as the page lives, and a newer release has other files. */}
            <button type="button" onClick={() => location.reload()}>
              Load the page anew
            </button>
          </Failure>
        )}
        {loaded.kind === "ready" && <loaded.data.Page />}
      </main>
    </>
  );
};
