/** Clusters of users in words and as a table. Pure. */

import { dash, names, percent } from "../../../format";
import { qualified } from "../../../panels/things";
import { type Cell, numberCell, type Table } from "../../../parts/table";
import { type Area, area } from "../../../state/area";
import type { Cluster, Clusters, ClusterThing } from "./query";

export const thingName = ({ key }: ClusterThing): string =>
  key.function ? qualified(key.function) : key.eventType ? `${key.eventType.source} ${key.eventType.name}` : "";

/** What sets a cluster apart, in its name. */
export const clusterName = ({ distinctive }: Cluster, index: number): string =>
  distinctive.length > 0 ? names(distinctive.slice(0, 3).map(thingName)) : `Group ${index + 1}, with nothing of its own`;

/** `88%, 14% of the others`. */
export const shareWords = ({ share, elsewhere }: ClusterThing): string =>
  elsewhere === null ? percent(share) : `${percent(share)}, ${percent(elsewhere)} of the others`;

/** The users of a cluster as they are picked: of a large one, the most typical. */
export const areaOfCluster = ({ users }: Cluster): Area => area({ users: users.flatMap(({ user }) => (user ? [user.login] : [])) });

const two = (value: number | null): Cell =>
  value === null ? { text: dash, raw: "" } : { text: value.toFixed(2), raw: Math.round(value * 1e4) / 1e4 };

export const clustersTable = ({ clusters }: Clusters): Table => ({
  columns: ["Cluster", "Users", "Share", "Silhouette", "What sets it apart", "What most of them do", "Most typical users"],
  rows: clusters.map((cluster, index): Cell[] => {
    const text = (words: string): Cell => ({ text: words, raw: words });
    return [
      text(clusterName(cluster, index)),
      numberCell(cluster.size),
      { text: percent(cluster.share), raw: Math.round(cluster.share * 1e4) / 1e4 },
      two(cluster.silhouette),
      text(cluster.distinctive.map((thing) => `${thingName(thing)} ${shareWords(thing)}`).join("; ")),
      text(cluster.typical.map((thing) => `${thingName(thing)} ${percent(thing.share)}`).join("; ")),
      text(
        cluster.users
          .slice(0, 5)
          .flatMap(({ user }) => (user ? [user.login] : []))
          .join(", "),
      ),
    ];
  }),
});

/** How well users lie in their clusters, in words that go with the number (Kaufman and Rousseeuw 1990, for sparse data). */
export const qualityWords = (silhouette: number): string =>
  silhouette >= 0.5 ? "clearly apart" : silhouette >= 0.25 ? "apart" : "with soft borders";
