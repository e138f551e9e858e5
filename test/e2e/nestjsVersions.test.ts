/** NestJS in the versions before and after the one that this repository has. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { install, temporaryFolder, write } from "../package/strangers.js";
import { describeNestjs, nestjsSettings } from "../routes/nestjs.js";

const packages = ["common", "core", "platform-express", "platform-fastify"].map((name) => `@nestjs/${name}`);

describe.each(["10", "12"])("NestJS %s", (version) => {
  const folder = temporaryFolder();
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(async () => {
    write(folder, { "package.json": "{}" });
    await install(folder, ...packages.map((name) => `${name}@${version}`), "reflect-metadata", "rxjs");
  });

  const installed = join(folder, "node_modules");
  describeNestjs({
    packages: ["@nestjs", "fastify", "reflect-metadata", "rxjs"],
    settings: { ...nestjsSettings, installed },
  });
});
