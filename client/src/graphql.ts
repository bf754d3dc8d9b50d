import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./graphql-env.d.ts";

/** Types every document of the app from `schema.graphql`; `npm run types` derives `graphql-env.d.ts` from it. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Long: number; UUID: string };
}>();
