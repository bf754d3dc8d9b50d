import { Later } from "../../parts/later";

export const PackagesTab = () => (
  <Later
    name="Packages"
    will="It will show when each package was used: a scatter of time by package, as large as its events and coloured by user."
  />
);
