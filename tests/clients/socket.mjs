// graphql-ws on one socket: a query, a mistake, several subscriptions at once, and one that the client ends.
import { createClient } from "graphql-ws";
import WebSocket from "ws";

let sockets = 0;
const client = createClient({
  url: process.argv[2],
  webSocketImpl: class extends WebSocket {
    constructor(...args) {
      super(...args);
      sockets++;
    }
  },
  lazy: false,
  retryAttempts: 0,
});

async function all(query, limit = Infinity) {
  const answers = [];
  for await (const answer of client.iterate({ query })) if (answers.push(answer) >= limit) break;
  return answers;
}

const report = {};
report.query = await all("{ echo }");
report.mistake = await all("{ nothing }").catch((errors) => errors.map((e) => e.extensions.code));
report.failure = await all("subscription { break(politely: true) }").catch((errors) => errors.map((e) => e.message));
const counts = await Promise.all(Array.from({ length: 5 }, () => all("subscription { count(to: 100) }")));
report.counts = counts.map((answers) => answers.map((a) => a.data.count));
report.ended = await all('subscription { wait(name: "socket") }', 1);
report.sockets = sockets;
await client.dispose();
console.log(JSON.stringify(report));
