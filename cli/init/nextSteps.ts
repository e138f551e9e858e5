import { existsSync } from "node:fs";
import { join } from "node:path";
import { servesItself, startsNode } from "./changes.js";
import type { Road } from "./road.js";
import type { Surroundings } from "./surroundings.js";

/** What is left to a person, in order: lines of text. */
export function nextSteps(surroundings: Surroundings, road: Road): readonly string[] {
  const steps = [...installs(surroundings, road), ...byHand(surroundings, road), ...checks(surroundings, road)];
  return ["Next:", ...steps.map((step) => `  ${step.replaceAll("\n", "\n  ")}`)];
}

const adding = {
  npm: ["npm install", "npm install --save-dev"],
  pnpm: ["pnpm add", "pnpm add --save-dev"],
  yarn: ["yarn add", "yarn add --dev"],
  bun: ["bun add", "bun add --dev"],
} as const;

function installs({ packages, packageManager, typescript }: Surroundings, road: Road): string[] {
  const [add, addForDevelopment] = adding[packageManager];
  const needed = ["ts-autometrics", "prom-client"].filter((name) => !(name in packages));
  const tools: string[] = [];
  if (road.by === "tspc") {
    if (!("ts-patch" in packages)) tools.push(typescript === 5 ? "ts-patch@3" : "ts-patch");
    if (typescript === undefined) tools.push("typescript@6");
  } else if (road.by === "nest") {
    if (typescript === undefined) tools.push("typescript@6");
  } else if (typescript === undefined || typescript >= 7) {
    // What reads the sources: the native compiler has no API for it.
    if (!("@typescript/typescript6" in packages)) tools.push("@typescript/typescript6");
  }
  return [
    ...(needed.length > 0 ? [`${add} ${needed.join(" ")}`] : []),
    ...(tools.length > 0 ? [`${addForDevelopment} ${tools.join(" ")}`] : []),
  ];
}

function byHand(surroundings: Surroundings, road: Road): string[] {
  const steps: string[] = [];
  const isNext = surroundings.bundler?.name === "Next.js";
  if (road.by === "bundler") {
    const { name, plugin, configuration } = road.bundler;
    const where = configuration ?? `${name}'s configuration`;
    steps.push(
      isNext
        ? `in ${where}: turbopack.rules with "ts-autometrics/loader", or with webpack the plugin; docs/bundlers.md has both`
        : `in ${where}: import autometrics from "ts-autometrics/${plugin}", and put autometrics() first of its plugins`,
    );
  }
  if (isNext && surroundings.servesMetrics === undefined) {
    // Next.js wants `app` and `pages` in one folder.
    const isInSrc = ["src/app", "src/pages"].some((path) => existsSync(join(surroundings.folder, path)));
    steps.push(
      `${isInSrc ? "src/" : ""}app/metrics/route.ts: export const GET = async () => new Response(await register.metrics()), with register of "prom-client"`,
    );
  } else if (!servesItself(surroundings) && !startsNode(surroundings.scripts.start ?? "")) {
    steps.push("start the program with 'node --import ts-autometrics/serve …': it serves /metrics on port 9464");
  }
  if (surroundings.frameworks.length === 0) {
    steps.push("write /** @autometrics objective=api */ over the functions that are to be measured");
  }
  return steps;
}

function checks({ packageManager, scripts }: Surroundings, road: Road): string[] {
  const isBuilt = road.by !== "register" && "build" in scripts;
  return [
    `npx autometrics list${road.by === "tspc" && road.tsconfig !== "tsconfig.json" ? ` --project ${road.tsconfig}` : ""}     what will be measured`,
    ...(isBuilt ? [`${packageManager} run build`] : []),
    ...(road.by === "tspc" || road.by === "nest"
      ? ["after a change of the configuration, an incremental build starts anew: rm -f *.tsbuildinfo"]
      : []),
  ];
}
