// Times builds by bundlers, with and without the plugin, of projects that differ in their annotations alone.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { writeProject } from "../build/project.mjs";

const bundle = fileURLToPath(new URL("bundle.mjs", import.meta.url));
export const bundlers = ["vite", "esbuild"];

/** Project → what its builds differ in. */
const variants = { plain: ["bare", "nothing", "plugin"], annotated: ["bare", "plugin", "typeAware"] };
const every = { plain: 0, annotated: 10 };

/** @returns Bundler → project → variant → its runs, `{ cpu, wall, sites }` in seconds; those of a round have one index. */
export async function timeBundlers(files, rounds, progress) {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-bench-"));
  try {
    for (const project of Object.keys(variants)) {
      const written = writeProject(join(folder, project), "autometrics", files, { every: every[project] });
      writeMain(join(folder, project), written, project === "annotated");
    }
    const measured = {};
    for (const bundler of bundlers) {
      measured[bundler] = {};
      for (const [project, names] of Object.entries(variants)) {
        const runs = Object.fromEntries(names.map((name) => [name, []]));
        measured[bundler][project] = runs;
        // In turn, and who is first changes: whatever disturbs the machine disturbs all.
        for (let round = 0; round < rounds; round++) {
          for (let i = 0; i < names.length; i++) {
            const variant = names[(i + round) % names.length];
            runs[variant].push(await build(bundler, variant, join(folder, project)));
          }
          progress(`${bundler}, ${project}: ${round + 1} of ${rounds}`);
        }
      }
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes all of every file into the bundle, and where it is asked for, has a handler that only types tell. */
function writeMain(folder, files, hasHandler) {
  const main = join(folder, "src/main.ts");
  const specifier = (file) => `./${relative(dirname(main), file).replaceAll("\\", "/").replace(/\.ts$/, ".js")}`;
  const exported = files.map((file, i) => `export * as orders${i} from "${specifier(file)}";\n`);
  writeFileSync(main, exported.join("") + (hasHandler ? handler : ""));
}

const handler = `
import type { IncomingMessage, ServerResponse } from "node:http";
type Answer<A> = (asked: A, answer: ServerResponse) => void;
export const handlers: Record<string, Answer<IncomingMessage>> = { ping: (_, answer) => answer.end("pong") };
`;

async function build(bundler, variant, folder) {
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  const { stdout } = await promisify(execFile)(process.execPath, [bundle, bundler, variant, folder], { cwd: folder });
  return JSON.parse(stdout.trim().split("\n").at(-1));
}
