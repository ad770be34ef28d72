import { defineConfig } from "@playwright/test";

// The journeys run on the real server, a SQLite file of their own and Debian's Chromium. Each test starts its own server
// (e2e/desk.ts), so that none depends on another. Pictures of every journey are kept in e2e/out/.
export default defineConfig({
  testDir: "e2e",
  outputDir: "e2e/out/results",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [["line"], ["json", { outputFile: "e2e/out/report.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] },
    locale: "en-GB",
    timezoneId: "Europe/London",
    contextOptions: { reducedMotion: "reduce" }, // a picture or a check in the middle of a fading tells nothing
    actionTimeout: 15_000,
    trace: "retain-on-failure",
  },
});
