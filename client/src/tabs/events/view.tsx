import { Later } from "../../parts/later";

export const EventsTab = () => (
  <Later name="Events" will="It will show the sources of events over time, events by user, and the log of single events." />
);
