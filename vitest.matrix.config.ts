import { defineConfig } from "vitest/config";
import packageJson from "./package.json" with { type: "json" };

export default defineConfig({
  // As scripts/build.mjs does.
  define: { packageVersion: JSON.stringify(packageJson.version) },
  test: {
    include: ["test/matrix/**/*.matrix.ts"],
    globalSetup: "test/matrix/install.ts",
    // Compilers and programs are processes of their own; two at a time keep a small machine busy.
    maxConcurrency: 2,
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
