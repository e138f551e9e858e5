/** Compares an output folder with what a build would write there now. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TypeScript } from "../../transformer/targets/functions.js";
import type { Project } from "../project/project.js";
import { type Registrations, registrationsIn } from "./registrations.js";

export interface StaleOutput {
  readonly fileName: string;
  readonly why: string;
}

export interface Comparison {
  /** How many files a build instruments. */
  readonly instrumented: number;
  readonly stale: readonly StaleOutput[];
}

/**
 * All projects at once, as several may share a folder. What is compared is what instrumenting has added, and not the
 * code around it: other tools may have had a hand in that.
 */
export function compareOutputs(ts: TypeScript, projects: readonly Project[]): Comparison {
  const expected = new Map<string, Registrations | undefined>();
  for (const project of projects) {
    for (const [fileName, text] of project.emit(true)) {
      if (isCode(fileName)) expected.set(resolve(fileName), registrationsIn(ts, text));
    }
  }
  const stale: StaleOutput[] = [];
  for (const [fileName, now] of expected) {
    const text = existsSync(fileName) ? readFileSync(fileName, "utf8") : undefined;
    const why = text === undefined ? now && "is missing" : difference(registrationsIn(ts, text), now);
    if (why !== undefined) stale.push({ fileName, why });
  }
  for (const fileName of new Set(projects.flatMap(({ options }) => filesIn(options.outDir)))) {
    if (expected.has(fileName) || registrationsIn(ts, readFileSync(fileName, "utf8")) === undefined) continue;
    stale.push({ fileName, why: "is left over: it is instrumented, and no source file makes it" });
  }
  const instrumented = [...expected.values()].filter((registrations) => registrations !== undefined).length;
  return { instrumented, stale: stale.sort((a, b) => (a.fileName < b.fileName ? -1 : 1)) };
}

function difference(built: Registrations | undefined, now: Registrations | undefined): string | undefined {
  if (built === undefined || now === undefined) {
    if (built === now) return undefined;
    return built === undefined ? "is not instrumented, and would be" : "is instrumented, and would not be";
  }
  if (built.module !== now.module) return "was built with another configuration or version";
  const isSame = built.functions.join("\n") === now.functions.join("\n");
  return isSame ? undefined : "was built when other functions were instrumented, or with other keys";
}

function filesIn(folder: string | undefined): string[] {
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesIn(path);
    return isCode(path) ? [resolve(path)] : [];
  });
}

function isCode(fileName: string): boolean {
  return /\.[cm]?jsx?$/.test(fileName);
}
