import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "**/node_modules/**"],
    // Many tests run a real compiler process; the limit is there to end a hang, not to judge speed.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
