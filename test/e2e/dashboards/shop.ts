/** A program with every kind of metric there is, that is under traffic as long as it runs. */
import { NodeProcess } from "../../../scripts/demo/node.js";
import { Project } from "../../support/project.js";

const orders = `
import { setTimeout as delay } from "node:timers/promises";

/** @autometrics objective=checkout concurrency */
export async function pay(order: number): Promise<void> {
  await delay(order % 5 === 0 ? 40 : 1);
  if (order % 3 === 0) throw new Error("the card is refused");
}

/** @autometrics objective=checkout */
export async function checkout(order: number): Promise<boolean> {
  try {
    await pay(order);
    return true;
  } catch {
    return false;
  }
}

export class Pages {
  /** @autometrics objective="web pages" */
  async render(order: number): Promise<string> {
    await delay(order % 7 === 0 ? 1_100 : 1);
    return "<p>thank you</p>";
  }
}

/** @autometrics */
export function neverCalled(): void {}
`;

const main = `
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { register } from "prom-client";
import { checkout, Pages } from "./orders.js";

const pages = new Pages();
let order = 0;
setInterval(() => {
  order += 1;
  void checkout(order).then(() => pages.render(order));
}, 20);

const server = createServer(async (_, response) => response.end(await register.metrics())).listen(0, "127.0.0.1", () => {
  console.log("listening on " + (server.address() as AddressInfo).port);
});
`;

export const objectives = {
  // A target under which no error ratio reaches the first alert's burn rate: it is lowered.
  checkout: { successRate: 90, latency: ["25ms", 99.5] },
  // A threshold that some write as 1 and some as 1.0.
  "web pages": { latency: ["1s", 95] },
};

export class Shops {
  /** `host:port` of each. */
  readonly targets: readonly string[];
  readonly #processes: readonly NodeProcess[];

  private constructor(targets: readonly string[], processes: readonly NodeProcess[]) {
    this.targets = targets;
    this.#processes = processes;
  }

  /** One for each name of a service, in different versions. */
  static async start(...services: readonly string[]): Promise<Shops> {
    const project = new Project(
      { "orders.ts": orders, "main.ts": main },
      { options: { objectives, instrument: "annotated", callers: true } },
    );
    const { code, stdout, stderr } = await project.tspc();
    if (code !== 0) throw new Error(stdout + stderr);
    const processes = services.map((service, number) => {
      const env = {
        AUTOMETRICS_SERVICE_NAME: service,
        AUTOMETRICS_VERSION: `1.${number}.0`,
        AUTOMETRICS_COMMIT: "cafe",
      };
      return new NodeProcess(["dist/main.js"], { cwd: project.folder, env });
    });
    const ports = processes.map(async (process) => {
      const port = (await process.prints(/^listening on (\d+)$/m))?.[1];
      if (port === undefined) throw new Error(process.output);
      return `127.0.0.1:${port}`;
    });
    return new Shops(await Promise.all(ports), processes);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.stop()));
  }
}
