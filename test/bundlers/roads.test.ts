/** One source tree, built by every road: what a scrape says after the same calls is the same. */
import { describe, expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";
import { bundles } from "./build.js";

const files = {
  "users.ts": `
    /** @autometrics objective=api concurrency */
    export async function find(id: number): Promise<string> {
      if (id > 1) throw new Error("no user");
      return "Ada";
    }
    const isMissing = (name: string | undefined): boolean => name === undefined;
    /** @autometrics error-if=isMissing name=lookUp */
    export const peek = (names: readonly string[], at: number): string | undefined => names[at];
    /** @autometrics */
    export class Mailbox {
      readonly #sent: string[] = [];
      static create = () => new Mailbox();
      send(text: string): number { return this.#keep(text); }
      #keep(text: string): number { return this.#sent.push(text); }
      get size(): number { return this.#sent.length; }
      *[Symbol.iterator](): Generator<string> { yield* this.#sent; }
    }
  `,
  "server.ts": `
    import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
    import { find } from "./users.js";
    export const getUser = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
      res.end(await find(Number(req.url?.slice(1))));
    };
    export const server = createServer((req, res) => {
      getUser(req, res).catch(() => { res.statusCode = 500; res.end(); });
    });
  `,
  "main.ts": `
    import { find, Mailbox, peek } from "./users.js";
    import { server } from "./server.js";
    await find(1);
    await find(2).catch(() => {});
    peek(["Ada"], 0);
    peek([], 0);
    const mailbox = Mailbox.create();
    mailbox.send("a");
    console.log([...mailbox].length, mailbox.size);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const statuses: number[] = [];
    for (const id of [1, 2]) {
      const response = await fetch(\`http://127.0.0.1:\${port}/\${id}\`);
      await response.text();
      statuses.push(response.status);
    }
    server.closeAllConnections();
    server.close();
    console.log(JSON.stringify(statuses));
  `,
};
const settings = { options: { routes: { objective: "api" } } };

const roads: Readonly<Record<string, (project: Project) => Promise<unknown> | unknown>> = {
  "tspc's transformer": (project) => project.build(),
  "the text writer and the compiler": (project) => project.buildText(),
  ...Object.fromEntries(Object.entries(bundles).map(([name, bundle]) => [name, (one: Project) => bundle(one.folder)])),
};

/** All but how long it took. */
async function scraped(project: Project, nodeOptions: readonly string[] = []): Promise<string[]> {
  const { metrics, result, stderr } = await project.run("dist/main.js", nodeOptions);
  expect({ result, stderr }).toEqual({ result: [200, 500], stderr: "" });
  return metrics.samples
    .filter(({ name }) => !/^(process|nodejs)_/.test(name))
    .map(({ name, labels, value }) => {
      const isTime = /_(sum|bucket)$/.test(name) || labels.sli === "latency";
      return JSON.stringify([name, labels, isTime && name !== "autometrics_objective_target_ratio" ? "" : value]);
    })
    .toSorted();
}

describe("after the same traffic a scrape is the same as after a build with tspc", () => {
  const expected = scraped(new Project(files, settings).build());

  it("and holds what was called", async () => {
    const text = (await expected).join("\n");
    expect(text.match(/"function_calls_total"/g)).toHaveLength(2 * 9);
  });

  it.each(Object.entries(roads))("by %s", async (_, build) => {
    const project = new Project(files, settings);
    await build(project);
    expect(await scraped(project)).toEqual(await expected);
  });

  it("by ts-autometrics/register, of what the compiler alone has emitted", async () => {
    const project = new Project(files, settings).build(untouched);
    expect(await scraped(project, ["--import", "ts-autometrics/register"])).toEqual(await expected);
  });
});
