import { expect, it, onTestFinished } from "vitest";
import { root } from "../package/strangers.js";
import { usual } from "./combinations.js";
import { MatrixProject } from "./matrixProject.js";
import type { Surroundings } from "./toolchainProject.js";
import { ownToolchain } from "./toolchains.js";

const toolchain = ownToolchain();

it("emits the same bytes in another folder, time zone, language and order of files", async () => {
  const [first, second] = [
    await build({ path: "here", env: { TZ: "UTC", LANG: "C" } }),
    await build(
      {
        path: "an other/place/further down",
        env: { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
      },
      (names) => names.toReversed(),
    ),
  ];
  expect(Object.keys(first.emitted).filter((name) => name.endsWith(".js")).length).toBeGreaterThan(10);
  expect(second.emitted).toEqual(first.emitted);
  for (const [name, text] of Object.entries(first.emitted)) {
    expect([name, text.includes(first.folder), text.includes(root)]).toEqual([name, false, false]);
  }
});

async function build(surroundings: Surroundings, order = (names: string[]) => names) {
  const project = new MatrixProject(toolchain, usual, { declaration: true, declarationMap: true }, surroundings);
  onTestFinished(() => project.dispose());
  const { include, ...tsconfig } = JSON.parse(project.read("tsconfig.json"));
  project.write({ "tsconfig.json": { ...tsconfig, files: order(project.sources()) } });
  expect(await project.tspc(process.execPath)).toMatchObject({ code: 0, stdout: "" });
  return { folder: project.folder, emitted: project.emitted() };
}
