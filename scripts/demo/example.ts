import { join } from "node:path";
import { NodeProcess } from "./node.js";
import { Problem } from "./problem.js";

/** The example, running. */
export interface RunningExample {
  readonly address: string;
  stop(): Promise<boolean>;
}

/** Builds the package into dist. */
export async function buildPackage(root: string): Promise<void> {
  await build("ts-autometrics", new NodeProcess(["scripts/build.mjs"], { cwd: root }));
}

/** Builds examples/express with the package's built transformer. */
export async function buildExample(root: string): Promise<void> {
  const tspc = join(root, "node_modules/ts-patch/bin/tspc.js");
  await build("examples/express", new NodeProcess([tspc], { cwd: join(root, "examples/express") }));
}

async function build(what: string, compiler: NodeProcess): Promise<void> {
  if (!(await compiler.end())) throw new Problem(`The build of ${what} failed:\n\n${compiler.output.trim()}`);
}

/** Starts the built example on a free port. */
export async function startExample(root: string, env: Readonly<Record<string, string>> = {}): Promise<RunningExample> {
  const server = new NodeProcess(["dist/server.js"], {
    cwd: join(root, "examples/express"),
    env: { ...env, PORT: "0" },
  });
  const address = (await server.prints(/^listening on (\S+)$/m))?.[1];
  if (address === undefined) throw new Problem(`examples/express did not start:\n\n${server.output.trim()}`);
  return { address, stop: () => server.stop() };
}

/** The Explorer, running. */
export interface RunningExplorer {
  readonly address: string;
  /** Settles when it ends by itself, which it should not. */
  readonly ends: Promise<never>;
}

/** Starts the built command on the example's metrics. */
export async function startExplorer(root: string, metrics: string, open: boolean): Promise<RunningExplorer> {
  const args = ["explore", "--app", metrics, "--project", "examples/express", ...(open ? [] : ["--no-open"])];
  const explorer = new NodeProcess([join(root, "dist/cli/main.cjs"), ...args], { cwd: root });
  const address = (await explorer.prints(/^The Explorer is at (\S+)/m))?.[1];
  if (address === undefined) throw new Problem(`The Explorer did not start:\n\n${explorer.output.trim()}`);
  const ends = explorer.end().then(() => {
    throw new Problem(`The Explorer ended:\n\n${explorer.output.trim()}`);
  });
  return { address, ends };
}
