// Writes the app's GraphQL documents as {SHA-256}.graphql into a folder, for a server that lets only persisted documents in.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringifyDocument } from "@urql/core";
import { createServer } from "vite";

const folder = process.argv[2];
if (!folder) {
  process.stderr.write("Say where to: npm run documents -- DIR\n");
  process.exit(2);
}

/** Every document that the app makes, as it makes it; fragments alone are never sent. */
const made = [];
globalThis.keepDocument = (document) => {
  made.push(document);
  return document;
};

const src = fileURLToPath(new URL("../src", import.meta.url));
const vite = await createServer({
  root: fileURLToPath(new URL("..", import.meta.url)),
  server: { middlewareMode: true, hmr: false },
  appType: "custom",
  // A development server that runs at the same time keeps its own.
  cacheDir: "node_modules/.vite-documents",
  logLevel: "error",
  plugins: [
    {
      name: "keep-documents",
      transform: (code, id) =>
        id === join(src, "graphql.ts")
          ? `${code.replace("export const graphql", "const make")}\nexport const graphql = (...of) => globalThis.keepDocument(make(...of));`
          : undefined,
    },
  ],
});
try {
  const files = readdirSync(src, { recursive: true }).filter((file) => /\.tsx?$/.test(file));
  for (const file of files.filter((file) => readFileSync(join(src, file), "utf8").includes("graphql(`")))
    await vite.ssrLoadModule(join(src, file));
} finally {
  await vite.close();
}

mkdirSync(folder, { recursive: true });
const operations = made.filter(({ definitions }) => definitions.some(({ kind }) => kind === "OperationDefinition"));
// As the transport sends it, to the letter: the server knows a document by the hash of its text.
for (const text of operations.map(stringifyDocument))
  writeFileSync(join(folder, `${createHash("sha256").update(text).digest("hex")}.graphql`), text);
process.stdout.write(`${operations.length} documents in ${folder}\n`);
