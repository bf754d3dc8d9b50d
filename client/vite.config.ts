import { defineConfig } from "vite";

// In development the server proxies to this port; asked directly, it passes questions on to the server.
export default defineConfig({
  build: { outDir: "dist", target: "es2022", sourcemap: false },
  server: {
    port: 5081,
    strictPort: true,
    proxy: { "/graphql": process.env.USAGE_SERVER ?? "http://localhost:5080" },
  },
});
