// The audits of graphql-http against the server at the given address; names those that fail.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
for (const result of results.filter((r) => r.status !== "ok")) console.log(`${result.status}: ${result.id} ${result.name}: ${result.reason}`);
console.log(`${results.filter((r) => r.status === "ok").length} of ${results.length} ok`);
