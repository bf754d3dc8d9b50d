import { defineConfig } from "vite";

// In development the server proxies to this port; asked directly, it passes questions on to the server.
export default defineConfig({
  build: {
    outDir: "dist",
    target: "es2022",
    // The chart library changes rarely: browsers keep it when only the app changes.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "echarts", test: /node_modules[\\/](echarts|zrender)/ }] } } },
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5081,
    strictPort: true,
    proxy: { "/graphql": process.env.USAGE_SERVER ?? "http://localhost:5080" },
  },
});
