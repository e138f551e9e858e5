import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { ObjectiveList } from "../../../explorer/api.js";
import { buildExample } from "../../../scripts/demo/example.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

it("the demo keeps its example busy with the Explorer on it, and leaves nothing behind when it is ended", async () => {
  await buildExample(root);
  const demo = spawn(process.execPath, ["scripts/demo.mjs", "--no-build", "--explore", "--no-open"], { cwd: root });
  onTestFinished(() => void demo.kill("SIGKILL"));
  let text = "";
  demo.stdout.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
  while (found(/explore {2}(\S+) /) === "") await delay(50);
  const [explorer, example] = [found(/explore {2}(\S+) /), found(/express on (\S+)/)];

  const calls = async () => {
    const { objectives } = (await (await fetch(`${explorer}api/objectives`)).json()) as ObjectiveList;
    return objectives.map(({ objective, calls }) => calls > 0 && objective);
  };
  while (!(await calls()).every((objective) => objective === "api") || (await calls()).length < 2) await delay(100);

  demo.kill("SIGINT");
  expect(await once(demo, "exit")).toEqual([130, null]);
  for (const address of [explorer, example]) {
    while (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      await delay(50);
  }
});
