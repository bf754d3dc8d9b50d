import { Later } from "../../parts/later";

export const FunctionsTab = () => (
  <Later
    name="Functions"
    will="It will show when each function was run: a scatter of time by function, with run times, inputs and outputs of single runs."
  />
);
