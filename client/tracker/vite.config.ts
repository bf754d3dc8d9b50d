import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Modules that pages load as they are: the tracker, the inspector when it is opened, and the demo page beside them.
export default defineConfig({
  root: here("."),
  plugins: [
    {
      name: "the demo page loads the tracker as every page does",
      enforce: "pre",
      resolveId: (id) => (id === "../src/tracker" ? { id: "./tracker.js", external: true } : null),
    },
  ],
  publicDir: here("demo/public"),
  build: {
    outDir: here("../dist/tracker"),
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: { tracker: here("src/tracker.ts"), demo: here("demo/demo.ts") }, formats: ["es"] },
    rolldownOptions: { output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" } },
    // Every page of others loads the tracker: the last bytes count.
    minify: "terser",
    terserOptions: {
      module: true,
      ecma: 2020,
      format: { comments: false },
      compress: { passes: 3, keep_fargs: false, pure_getters: true, unsafe: true, unsafe_arrows: true, unsafe_methods: true },
    },
  },
});
