/** An example with a package.json of its own, built and run with what the repository has installed. */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeProcess } from "../../scripts/demo/node.js";
import { Metrics } from "../support/metrics.js";
import { Project } from "../support/project.js";

const examples = fileURLToPath(new URL("../../examples/", import.meta.url));

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export class Example {
  /** What its build said on stderr. */
  readonly built: string;
  readonly #server: NodeProcess;
  readonly #address: string;

  private constructor(built: string, server: NodeProcess, address: string) {
    this.built = built;
    this.#server = server;
    this.#address = address;
  }

  /** Builds a copy with tspc, and starts it on a free port. */
  static async start(name: string, packages: readonly string[], env: Record<string, string>): Promise<Example> {
    const project = new Project({}, { packages });
    for (const file of ["src", "tsconfig.json", "package.json"]) {
      rmSync(join(project.folder, file), { recursive: true, force: true });
      cpSync(join(examples, name, file), join(project.folder, file), { recursive: true });
    }
    const { code, stdout, stderr } = await project.tspc();
    if (code !== 0) throw new Error(`the build of examples/${name} failed:\n${stdout}${stderr}`);
    const server = new NodeProcess(["dist/server.js"], { cwd: project.folder, env: { ...env, PORT: "0" } });
    const address = (await server.prints(/^listening on (\S+)$/m))?.[1];
    if (address === undefined) throw new Error(`examples/${name} did not start:\n${server.output}`);
    return new Example(stderr, server, address);
  }

  async send(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(this.#address + path, {
      method,
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  async metrics(): Promise<Metrics> {
    return new Metrics((await this.send("GET", "/metrics")).text);
  }

  stop(): Promise<boolean> {
    return this.#server.stop();
  }
}
