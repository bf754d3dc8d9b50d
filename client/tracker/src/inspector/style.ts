export const STYLE = `
:host {
  all: initial;
  color-scheme: light dark;
  --surface: light-dark(#ffffff, #1b1f23);
  --head: light-dark(#f6f7f8, #14171a);
  --line: light-dark(#dcdfe3, #31373d);
  --text: light-dark(#1c2126, #e4e7ea);
  --muted: light-dark(#5b646e, #9aa4ae);
  --accent: light-dark(#1763b0, #6aaef0);
  --good: light-dark(#1d7a3c, #66c486);
  --bad: light-dark(#b3261e, #f28b82);
}
section {
  position: fixed; inset: auto 0 0; z-index: 2147483647; height: min(44vh, 420px);
  display: flex; flex-direction: column; border-top: 1px solid var(--line); background: var(--surface); color: var(--text);
  font: 12px/18px system-ui, sans-serif; box-shadow: 0 -4px 16px rgb(0 0 0 / 12%);
}
header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 6px 12px; border-bottom: 1px solid var(--line); background: var(--head); }
h2 { margin: 0; font: 600 13px/20px system-ui, sans-serif; }
.counts { color: var(--muted); font-variant-numeric: tabular-nums; margin-right: auto; }
input, select, button {
  height: 26px; padding: 0 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); color: inherit; font: inherit;
}
input { width: 160px; }
button { cursor: pointer; }
button:hover, select:hover { border-color: var(--muted); }
button[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--surface); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
ul { flex: 1; margin: 0; padding: 0; overflow: auto; list-style: none; }
li { border-bottom: 1px solid var(--line); }
summary { display: flex; gap: 10px; padding: 3px 12px; cursor: pointer; white-space: nowrap; list-style: none; }
summary:hover { background: var(--head); }
summary:focus-visible { outline-offset: -2px; }
summary::before { content: "›"; width: 8px; color: var(--muted); }
details[open] > summary::before { content: "⌄"; }
time { color: var(--muted); font-variant-numeric: tabular-nums; }
.state { flex: none; min-width: 62px; max-width: 220px; overflow: hidden; text-overflow: ellipsis; }
[data-state="sent"] { color: var(--good); }
[data-state="dropped"] { color: var(--bad); }
[data-state="queued"] { color: var(--muted); }
.level { flex: none; min-width: 58px; }
[data-level="error"] { color: var(--bad); }
.type { flex: none; min-width: 110px; font-weight: 600; }
.words { overflow: hidden; text-overflow: ellipsis; color: var(--muted); }
details > button { float: right; margin: 6px 12px; }
pre { margin: 0; padding: 6px 30px 10px; white-space: pre-wrap; overflow-wrap: anywhere; font: 11px/16px ui-monospace, monospace; }
p { margin: 0; padding: 16px 12px; color: var(--muted); }
@media (max-width: 700px) {
  section { height: 60vh; }
  input { width: 100%; }
  summary { flex-wrap: wrap; gap: 2px 8px; }
  .words { white-space: normal; }
}
`;
