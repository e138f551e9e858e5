import { defineConfig } from "vitest/config";
import packageJson from "./package.json" with { type: "json" };

export default defineConfig({
  // As scripts/build.mjs does.
  define: { packageVersion: JSON.stringify(packageJson.version) },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "**/node_modules/**"],
    // Most tests wait for processes of their own, so a core is not lost to Vitest itself.
    maxWorkers: "100%",
    // Many tests run a real compiler process; the limit is there to end a hang, not to judge speed.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
