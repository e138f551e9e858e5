import { readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command, pack, project, root, type Tarball, temporaryFolder, versionsHere } from "../package/strangers.js";
import { Program } from "../runtime/program.js";

const readme = readFileSync(`${root}/README.md`, "utf8");

interface Block {
  readonly language: string;
  readonly text: string;
}

function section(title: string): string {
  return readme.split(/^## /m).find((one) => one.startsWith(`${title}\n`)) ?? "";
}

function blocks(text: string): Block[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({ language, text }));
}

describe("the README's five-minute start", () => {
  const folder = temporaryFolder();
  let tarball: Tarball;
  beforeAll(async () => {
    tarball = await pack(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("does what it says, command by command, in a project that has nothing yet", async () => {
    const [installs, tsconfig, users, main, run, look] = blocks(section("Five-minute start"));
    const stranger = project({
      "package.json": JSON.stringify({ name: "stranger" }),
      "tsconfig.json": tsconfig?.text ?? "",
      "src/users.ts": users?.text ?? "",
      "src/main.ts": main?.text ?? "",
    });
    const versions = versionsHere("prom-client", "ts-patch", "typescript");
    for (const line of installs?.text.trim().split("\n") ?? []) {
      const words = line.split(" ").map((word) => {
        const name = word.replace(/@\d+$/, "");
        if (name === "ts-autometrics") return tarball.path;
        return name in versions ? `${name}@${versions[name]}` : word;
      });
      await command(stranger, "npm", ...words.slice(1), "--prefer-offline", "--no-audit", "--no-fund");
    }
    const [build = "", start = ""] = run?.text.trim().split("\n") ?? [];
    const built = await command(stranger, "npx", ...build.split(" ").slice(1));
    expect(built.stderr).toContain("ts-autometrics: 1 function in 1 file\n");

    const [, ...words] = start.split(" ");
    const program = new Program(stranger, words.at(-1) ?? "", { nodeOptions: words.slice(0, -1) });
    await program.said(/there is no user 2/);
    expect(look?.text).toBe("curl localhost:9464/metrics\n");
    const metrics = await (await fetch(await program.metricsUrl())).text();
    expect(metrics).toMatch(/^function_calls_total\{function="findUser",module="users",.*result="error",.*\} [1-9]/m);
  });
});

describe("the README's commands", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  const ci = readFileSync(`${root}/.ci/run`, "utf8");

  it("for a clone are what CI runs", () => {
    const commands = [...section("See it work").matchAll(/^ {4}(npm .*)$/gm)].flatMap(([, line = ""]) =>
      line.split(" && "),
    );
    expect(commands).toEqual(["npm ci", "npm run demo", "npm ci", "npm test"]);
    for (const line of commands) expect(ci).toMatch(new RegExp(`^${line}`, "m"));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["demo", "test"]));
  });
});

describe("the README's links", () => {
  it("to files lead somewhere", () => {
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = ""]) => path);
    expect(targets.filter((path) => !isThere(`${root}/${path}`))).toEqual([]);
  });
});

function isThere(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EISDIR";
  }
}
