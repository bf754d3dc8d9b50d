// graphql-sse in distinct connections mode: a query, a mistake, several subscriptions at once, and one that the client ends.
import { createClient } from "graphql-sse";

const client = createClient({ url: process.argv[2], retryAttempts: 0 });

async function all(query, limit = Infinity) {
  const answers = [];
  for await (const answer of client.iterate({ query })) if (answers.push(answer) >= limit) break;
  return answers;
}

const report = {};
report.query = await all("{ echo }");
report.mistake = (await all("{ nothing }")).map((a) => a.errors[0].extensions.code);
report.failure = (await all("subscription { break(politely: true) }")).map((a) => a.errors?.[0].message ?? a.data);
const counts = await Promise.all(Array.from({ length: 5 }, () => all("subscription { count(to: 100) }")));
report.counts = counts.map((answers) => answers.map((a) => a.data.count));
report.ended = await all('subscription { wait(name: "events") }', 1);
client.dispose();
console.log(JSON.stringify(report));
