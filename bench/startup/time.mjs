// Times how long a service takes to start from its sources: with Node's own type stripping, and under `register`.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeProject } from "../build/project.mjs";

/** Project → in each how many-th of its files a function is annotated. */
const projects = { none: 0, one: Number.MAX_SAFE_INTEGER, all: 1 };
const register = ["--import", "ts-autometrics/register"];

/** The end of what is loaded: what it has used so far. */
const told = `
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpu: (user + system) / 1e6, wall: performance.now() / 1000 }));
process.exit();
`;

/**
 * @param node A Node that strips types.
 * @returns What was run → its runs, `{ cpu, wall }` in seconds from the process's start; those of a round have one index.
 */
export async function timeStarts(node, files, rounds, progress) {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-bench-"));
  try {
    const starts = {};
    for (const [name, every] of Object.entries(projects)) {
      const project = join(folder, name);
      writeMain(project, writeProject(project, "autometrics", files, { every, extension: "ts" }));
      starts[`bare, ${name}`] = { project, flags: [] };
      starts[name] = { project, flags: register };
    }
    const names = Object.keys(starts);
    const runs = Object.fromEntries(names.map((name) => [name, []]));
    // In turn, and who is first changes: whatever disturbs the machine disturbs all.
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < names.length; i++) {
        const name = names[(i + round) % names.length];
        runs[name].push(await start(node, starts[name]));
      }
      progress(`start ${round + 1} of ${rounds}`);
    }
    return runs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeMain(project, files) {
  // Each imports the one before.
  const last = files.at(-1).slice(join(project, "src").length + 1);
  writeFileSync(join(project, "src/main.ts"), `import "./${last.replaceAll("\\", "/")}";\n${told}`);
}

async function start(node, { project, flags }) {
  const { stdout } = await promisify(execFile)(node, [...flags, "src/main.ts"], { cwd: project });
  return JSON.parse(stdout.trim().split("\n").at(-1));
}
