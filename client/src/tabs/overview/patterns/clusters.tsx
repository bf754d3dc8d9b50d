import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../../../api";
import { clock, count, percent, plural } from "../../../format";
import { functionThing, userThing } from "../../../panels/things";
import { Frame } from "../../../parts/frame";
import { ItemLink } from "../../../parts/link";
import { Empty, Failure, Skeleton } from "../../../parts/notes";
import { scopeWords, zoneOf } from "../../../scope";
import { sameArea } from "../../../state/area";
import type { TabProps } from "../../tab";
import { fileName } from "../data";
import { areaOfCluster, clusterName, clustersTable, qualityWords, shareWords, thingName } from "./clusters-data";
import { askClusters, type Cluster, type Clusters, type ClusterThing, type Scope } from "./query";

/** While clusters are computed, they are asked for again after so long. */
const askAgainMs = 1000;

/** Users in clusters of those who do the same. */
export const ClustersFrame = ({ view, said, go, asked, refreshed }: TabProps & { asked: Scope | null }) => {
  const [again, setAgain] = useState(0);
  const answer = useAnswer(asked && JSON.stringify([asked, refreshed, again]), (signal) =>
    asked ? askClusters(asked, signal) : Promise.reject(),
  );
  const data = answer.kind === "ready" ? answer.data.clusters : null;
  const settled = answer.kind === "ready" && !answer.stale;
  useEffect(() => {
    if (!data?.computing || !settled) return;
    const timer = setTimeout(() => setAgain((before) => before + 1), askAgainMs);
    return () => clearTimeout(timer);
  }, [data, settled]);
  const shown = data && data.clusters.length > 0 ? data : null;
  return (
    <Frame
      name="Clusters"
      title={`Users who do the same, ${scopeWords(said)}`}
      aside={data && <Age data={data} zone={zoneOf(view)} />}
      height="auto"
      stale={answer.kind === "ready" && answer.stale && !data?.computing}
      table={shown && clustersTable(shown)}
      fileName={fileName("clusters of users", view)}
    >
      {(answer.kind === "loading" || (data?.computing && !data.computedAt)) && <Skeleton shape="bars" />}
      {answer.kind === "failed" && <Failure what="Clusters" error={answer.error} retry={answer.retry} />}
      {data?.tooFewUsers && (
        <Empty text={`${plural(data.users, "user")}: with fewer than 20 there are no clusters. ${scopeWords(said)}.`} />
      )}
      {shown && (
        <>
          <p class="muted">{summary(shown)}</p>
          <ul class="clusters">
            {shown.clusters.map((cluster, index) => (
              <ClusterCard key={clusterName(cluster, index)} cluster={cluster} index={index} view={view} go={go} />
            ))}
          </ul>
        </>
      )}
    </Frame>
  );
};

const Age = ({ data: { computing, computedAt }, zone }: { data: Clusters; zone: string }) => (
  <span class="muted" role="status">
    {computedAt && `as of ${clock(computedAt, zone)}`}
    {computing && (computedAt ? ", computing newer ones…" : "Computing…")}
  </span>
);

const summary = ({ users, allUsers, clusters, silhouette, by }: Clusters): string => {
  const what = by === "FUNCTION" ? "functions they run" : "types of their events";
  const who = users < allUsers ? `The ${count(users)} most active of ${count(allUsers)} users` : plural(users, "user");
  if (clusters.length === 1 || silhouette === null) return `${who}, by the ${what}: nothing sets some of them apart from the others.`;
  return (
    `${who}, by the ${what}, in ${clusters.length} clusters ${qualityWords(silhouette)} (silhouette ${silhouette.toFixed(2)}). ` +
    "Each is named by what its users do clearly more than all others."
  );
};

interface ClusterCardProps extends Pick<TabProps, "view" | "go"> {
  cluster: Cluster;
  index: number;
}

const ClusterCard = ({ cluster, index, view, go }: ClusterCardProps) => {
  const picked = areaOfCluster(cluster);
  const isPicked = view.selection.length === 1 && view.selection.every((one) => sameArea(one, picked));
  const all = cluster.size <= cluster.users.length;
  return (
    <li class="cluster" data-picked={isPicked}>
      <h3>{clusterName(cluster, index)}</h3>
      <p>
        <strong class="number">{plural(cluster.size, "user")}</strong>, {percent(cluster.share)}
        {cluster.silhouette !== null && <span class="muted"> · silhouette {cluster.silhouette.toFixed(2)}</span>}
      </p>
      {cluster.distinctive.length > 0 && <Things title="Sets them apart" things={cluster.distinctive.slice(0, 5)} words={shareWords} />}
      <Things title="Most of them do" things={cluster.typical.slice(0, 5)} words={({ share }) => percent(share)} />
      <p>
        <span class="muted">Most typical: </span>
        {cluster.users.slice(0, 4).flatMap(({ user }) =>
          user
            ? [
                <ItemLink key={user.login} {...userThing(user)} class="cluster-user">
                  {user.name || user.login}
                </ItemLink>,
              ]
            : [],
        )}
      </p>
      <button type="button" aria-pressed={isPicked} onClick={() => go({ ...view, item: null, selection: isPicked ? [] : [picked] })}>
        {all ? `Show ${plural(cluster.size, "user")}` : `Show the ${count(cluster.users.length)} most typical users`}
      </button>
    </li>
  );
};

const Things = ({ title, things, words }: { title: string; things: readonly ClusterThing[]; words: (thing: ClusterThing) => string }) => (
  <dl class="cluster-things">
    <dt class="muted">{title}</dt>
    {things.map((thing) => (
      <dd key={thingName(thing)}>
        {thing.key.function ? (
          <ItemLink {...functionThing(thing.key.function)}>{thingName(thing)}</ItemLink>
        ) : (
          <span>{thingName(thing)}</span>
        )}
        <span class="muted number">{words(thing)}</span>
      </dd>
    ))}
  </dl>
);
