import { Dialog } from "./dialog";
import { commandKey } from "./keys";

const keys: readonly (readonly [string, string])[] = [
  ["1 – 4", "Overview, Packages, Functions, Events"],
  [commandKey, "Search and commands"],
  ["D E W F N", "Today, yesterday, last 7, 28, 91 days"],
  ["M Y A", "This month, this year, all time"],
  ["C", "Days from–to"],
  ["X", "Comparison on or off"],
  ["[ ]", "Previous or next period"],
  ["P", "Panel: fold up, show, or open for everything in the filter"],
  ["R", "Refresh"],
  ["Esc", "One step back"],
  ["Tab", "To the next control, chart or list"],
  ["← → Home End", "In a chart: from point to point"],
  ["↑ ↓ Enter", "In a list: from row to row, select"],
  ["/", "Search in the list in focus"],
  ["T", "The chart in focus as a table"],
  [".", "The chart in focus in full screen"],
  ["?", "This list"],
];

export const Help = ({ close }: { close: () => void }) => (
  <Dialog name="Keys" class="help" close={close}>
    <h2>Keys</h2>
    <dl>
      {keys.map(([key, words]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
    <p class="muted">Keys rest while you type.</p>
    <form method="dialog">
      <button type="submit">Close</button>
    </form>
  </Dialog>
);
