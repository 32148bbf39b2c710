/// <reference types="vitest/config" />
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// Where `npm run dev` finds the server: `reportedly serve --port 8765`, or another one named here.
const server = process.env.REPORTEDLY_SERVER ?? "http://127.0.0.1:8765";
const passed = { target: server, changeOrigin: true, headers: { origin: server } };

export default defineConfig({
  plugins: [svelte()],
  server: { host: "127.0.0.1", port: 5173, strictPort: true, proxy: { "/api": passed, "/open": passed } },
  build: {
    outDir: "../src/reportedly/serve/pages",
    emptyOutDir: true,
    // light-dark(), nesting and custom highlights as they are; older browsers are told so by the server's page.
    target: ["chrome123", "firefox128", "safari17.5"],
    // Nothing is inlined: the policy of the pages allows files of this server and no data address for scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1400,
    license: { fileName: "licences.md" },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
