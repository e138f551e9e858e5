// npm run test:matrix: every combination of the matrix, or with --pairwise a selection in which every two values that
// can meet do meet.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const [option] = process.argv.slice(2);
if (option !== undefined && option !== "--pairwise") {
  console.error(`unknown option '${option}'; there is only --pairwise`);
  process.exit(2);
}
const selection = option === "--pairwise" ? ["--exclude", "**/everything-*"] : [];
const args = [vitest, "run", "--config", "vitest.matrix.config.ts", ...selection];
process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
