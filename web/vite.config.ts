/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packed } from "./scripts/pack.mjs";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react(), packed()],
  resolve: { alias: { "@": here("./src") } },
  build: {
    target: ["chrome109", "firefox115", "safari16"],
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      input: { workspace: here("./index.html"), portal: here("./portal/index.html") },
      output: {
        // What every page needs comes in one piece each: twenty small files cost more in heads than in bodies.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: "base", test: /src[\\/]shared[\\/](i18n[\\/](catalogue|language)|ui[\\/]keepFocus|drafts)\.ts/ },
          ],
        },
      },
    },
  },
  server: {
    // For work on the pages: `amends serve --demo --port 8080` beside `npm run dev`.
    proxy: { "/api": { target: "http://127.0.0.1:8080", changeOrigin: false } },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["./tests/setup.ts"] },
});
