import { rollup } from "rollup";
import rollupPlugin from "ts-autometrics/rollup";
import { describe, expect, it } from "vitest";
import { Project } from "../support/project.js";
import { bundles } from "./build.js";

const files = {
  "users.ts": `
    /** @autometrics objective=api */
    export async function find(id: number): Promise<string> {
      if (id > 1) throw new Error("no user");
      return "Ada";
    }
    export class Mailbox {
      readonly sent: string[] = [];
      /** @autometrics */
      send = (text: string): number => this.sent.push(text);
    }
  `,
  "main.ts": `
    import { find, Mailbox } from "./users.js";
    await find(1);
    const error = await find(2).catch((error: Error) => error);
    console.log(JSON.stringify([new Mailbox().send("hello"), /users\\.ts:\\d+/.exec(error.stack ?? "")?.[0]]));
  `,
};

describe.each(Object.entries(bundles))("%s", (_, bundle) => {
  it("builds a program whose functions are counted under the labels of every other build", async () => {
    const project = new Project(files);
    await bundle(project.folder);
    const run = await project.run("dist/main.js", ["--enable-source-maps"]);
    expect(run.stderr).toBe("");
    expect(run.metrics.calls("users")).toEqual({ find: { ok: 1, error: 1 }, "Mailbox.send": { ok: 1, error: 0 } });
    const [target] = run.metrics.find("autometrics_objective_target_ratio", { sli: "success_rate" });
    expect(target).toMatchObject({ labels: { objective_name: "api" }, value: 0.999 });
    expect(run.result).toEqual([1, "users.ts:4"]);
  });

  it("fails the build for a mistake, and shows its place", async () => {
    const project = new Project({ ...files, "users.ts": files["users.ts"].replace("objective=api", "objective=apy") });
    const failure: unknown = await bundle(project.folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const told = textOf(failure);
    expect(told).toContain("AM1003: unknown objective 'apy'; did you mean 'api'?");
    expect(told).toMatch(/users\.ts/);
    expect(told).toContain("/** @autometrics objective=apy */");
  });

  it("fails the build for a mistake in the configuration", async () => {
    const project = new Project(files, { options: { instrument: "everything" } });
    const failure: unknown = await bundle(project.folder).catch((error: unknown) => error);
    expect(textOf(failure)).toContain("AM1002: 'instrument' has no mode 'everything'");
  });
});

it("refuses to stand beside a compiler that hands on JavaScript, and says what to do", async () => {
  const typescript = { name: "typescript", load: () => null };
  const build = rollup({ input: "main.ts", plugins: [rollupPlugin(), typescript] });
  await expect(build).rejects.toThrow("in place of this plugin give it the transformer");
});

/** All that the failure says, in whichever properties a bundler keeps it. */
function textOf(failure: unknown): string {
  if (!(failure instanceof Error)) return "";
  const { message, stack, ...rest } = failure;
  return `${message}\n${stack}\n${JSON.stringify(rest)}\n${"frame" in failure ? failure.frame : ""}`;
}
