import { useState } from "preact/hooks";
import { Menu } from "../../../parts/menu";
import type { TabProps } from "../../tab";
import { allDimensions, type Dimension, dimensions, groupedBy, mostDimensions, withGroups } from "./data";

/** What the errors are grouped by: up to three things, in the order in which they were chosen. */
export const GroupMenu = ({ view, go }: Pick<TabProps, "view" | "go">) => {
  const [open, setOpen] = useState(false);
  const by = groupedBy(view);
  // The last one stays, and a fourth one has no room.
  const isFixed = (one: Dimension): boolean => (by.includes(one) ? by.length === 1 : by.length === mostDimensions);
  const first = allDimensions.find((one) => !isFixed(one));
  const toggle = (one: Dimension): void =>
    go(withGroups(view, by.includes(one) ? by.filter((other) => other !== one) : [...by, one]), "replace");
  return (
    <Menu
      label={`By ${by.map((one) => dimensions[one].title.toLowerCase()).join(", ")}`}
      name="Group errors by"
      open={open}
      setOpen={setOpen}
    >
      <fieldset class="errors-groups" aria-label="Group errors by">
        {allDimensions.map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              data-first={one === first ? "" : undefined}
              checked={by.includes(one)}
              disabled={isFixed(one)}
              onChange={() => toggle(one)}
            />
            {dimensions[one].title}
          </label>
        ))}
      </fieldset>
      <p class="muted">Up to {mostDimensions}</p>
    </Menu>
  );
};
