/** NestJS' own command line, which takes the transformer among its plugins. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, install, write } from "../package/strangers.js";
import { installedExample } from "./installedExample.js";

const configuration = { objectives: { api: { successRate: 99.9 } }, routes: { objective: "api" } };

describe.each(["11", "12"])("nest build of @nestjs/cli %s", (version) => {
  let folder: string;

  beforeAll(async () => {
    folder = await installedExample("nestjs");
    await install(folder, `@nestjs/cli@${version}`);
    const { compilerOptions, ...rest } = JSON.parse(readFileSync(join(folder, "tsconfig.json"), "utf8"));
    write(folder, {
      "tsconfig.json": JSON.stringify({ ...rest, compilerOptions: { ...compilerOptions, plugins: undefined } }),
      "nest-cli.json": JSON.stringify({
        sourceRoot: "src",
        compilerOptions: { plugins: ["ts-autometrics/transformer"] },
      }),
      "autometrics.json": JSON.stringify(configuration),
    });
  });

  it("instruments with the project's autometrics.json, and says so", async () => {
    const { stderr } = await command(folder, "npx", "nest", "build", "--path", "tsconfig.json");
    expect(stderr).toContain("ts-autometrics: 8 routes in 2 files");
    expect(readFileSync(join(folder, "dist/users/users.controller.js"), "utf8")).toContain('objective: "api"');
  });

  it("fails with the place of a mistake", async () => {
    write(folder, { "autometrics.json": JSON.stringify({ ...configuration, routes: { objective: "apy" } }) });
    const build = command(folder, "npx", "nest", "build", "--path", "tsconfig.json");
    await expect(build).rejects.toThrow(/autometrics\.json.*AM1003: unknown objective 'apy'/);
  });
});
