// Times real tspc processes on two projects that differ in their plugin alone: ours, and one that does nothing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { plugins, writeProject } from "./project.mjs";

const tspc = fileURLToPath(new URL("../../node_modules/ts-patch/bin/tspc.js", import.meta.url));
const cost = fileURLToPath(new URL("cost.cjs", import.meta.url));

/** @returns {Promise<Record<"autometrics" | "nothing", { cpu: number, wall: number, memory: number }[]>>} */
export async function timeBuilds(files, pairs, progress) {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-bench-"));
  try {
    const runs = { nothing: [], autometrics: [] };
    for (const plugin of Object.keys(plugins)) writeProject(join(folder, plugin), plugin, files);
    // In turn, and which one is first changes: whatever disturbs the machine disturbs both.
    for (let i = 0; i < pairs; i++) {
      const order = i % 2 === 0 ? ["nothing", "autometrics"] : ["autometrics", "nothing"];
      for (const plugin of order) runs[plugin].push(await build(join(folder, plugin)));
      progress(`build ${i + 1} of ${pairs}`);
    }
    return runs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(project) {
  rmSync(join(project, "dist"), { recursive: true, force: true });
  const start = process.hrtime.bigint();
  const compiler = spawn(process.execPath, ["--require", cost, tspc], {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const output = { said: "", used: "" };
  for (const stream of [compiler.stdout, compiler.stderr]) stream.on("data", (text) => (output.said += text));
  compiler.stdio[3].on("data", (text) => (output.used += text));
  const [code] = await once(compiler, "close");
  if (code !== 0) throw new Error(`tspc ended with ${code} in ${project}:\n${output.said}`);
  return { wall: Number(process.hrtime.bigint() - start) / 1e9, ...JSON.parse(output.used) };
}
