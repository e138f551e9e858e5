/** Types for a bundler's files, from the programs of the tsconfigs that they belong to. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type ts from "typescript";
import { codes } from "../../transformer/diagnostics/codes.js";
import type { Problem } from "../../transformer/diagnostics/problem.js";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { readTsconfig, TypedProgram } from "./program.js";

export interface TypedFile {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
}

/** A tsconfig with those that it refers to, or what is wrong with one of them. */
type Solution = readonly TypedProgram[] | Problem;

export class Types {
  readonly #solutions = new Map<string, Solution>();
  readonly #owners = new Map<string, TypedProgram | undefined>();

  /**
   * A file with its types. Nothing where there are none for it: it is of no program, or the text is not what stands in
   * the file, as another plugin has changed it.
   */
  of(ts: TypeScript, fileName: string, text: string): TypedFile | Problem | undefined {
    const owner = this.#owner(ts, fileName);
    if (owner === undefined || "code" in owner) return owner;
    let file = owner.program.getSourceFile(fileName);
    if (file?.text !== text) {
      if (!isOnDisk(fileName, text)) return undefined;
      owner.refresh();
      file = owner.program.getSourceFile(fileName);
    }
    return file?.text === text ? { file, checker: owner.program.getTypeChecker() } : undefined;
  }

  /** The files whose types a file has been planned by. */
  dependencies(fileName: string): readonly string[] {
    return this.#owners.get(fileName)?.dependencies(fileName) ?? [];
  }

  /** Files have changed. */
  refresh(): void {
    this.#owners.clear();
    for (const [tsconfig, solution] of this.#solutions) {
      if ("code" in solution) this.#solutions.delete(tsconfig);
      else for (const program of solution) program.refresh();
    }
  }

  #owner(ts: TypeScript, fileName: string): TypedProgram | Problem | undefined {
    if (this.#owners.has(fileName)) return this.#owners.get(fileName);
    const tsconfig = nearestTsconfig(dirname(fileName));
    if (tsconfig === undefined) return noTsconfig(fileName);
    const solution = this.#solution(ts, tsconfig);
    if ("code" in solution) return solution;
    const owner =
      solution.find((one) => one.names(fileName)) ?? solution.find((one) => one.program.getSourceFile(fileName));
    this.#owners.set(fileName, owner);
    return owner;
  }

  #solution(ts: TypeScript, tsconfig: string): Solution {
    let solution = this.#solutions.get(tsconfig);
    if (solution === undefined) {
      solution = openSolution(ts, tsconfig);
      this.#solutions.set(tsconfig, solution);
    }
    return solution;
  }
}

function openSolution(ts: TypeScript, root: string): Solution {
  const programs = new Map<string, TypedProgram>();
  const mistakes: ts.Diagnostic[] = [];
  const visit = (tsconfig: string): void => {
    if (programs.has(tsconfig)) return;
    const { parsed, mistakes: own } = readTsconfig(ts, tsconfig);
    mistakes.push(...own);
    if (parsed === undefined) return;
    programs.set(tsconfig, new TypedProgram(ts, tsconfig, parsed));
    for (const reference of parsed.projectReferences ?? []) visit(resolve(ts.resolveProjectReferencePath(reference)));
  };
  visit(root);
  const [mistake] = mistakes;
  if (mistake === undefined) return [...programs.values()];
  const reason = ts.flattenDiagnosticMessageText(mistake.messageText, " ");
  return problem(`'typeAware' cannot use ${mistake.file?.fileName ?? root}: ${reason}`);
}

function nearestTsconfig(folder: string): string | undefined {
  const tsconfig = join(folder, "tsconfig.json");
  if (existsSync(tsconfig)) return tsconfig;
  return dirname(folder) === folder ? undefined : nearestTsconfig(dirname(folder));
}

function noTsconfig(fileName: string): Problem {
  return problem(
    `'typeAware' takes types from a tsconfig.json, and there is none in or above ${dirname(fileName)}; add one, or take the option away`,
  );
}

function problem(message: string): Problem {
  return { code: codes.noTypes, message, mend: "configuration" };
}

function isOnDisk(fileName: string, text: string): boolean {
  try {
    return readFileSync(fileName, "utf8") === text;
  } catch {
    return false;
  }
}
