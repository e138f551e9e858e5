/** The folder that a project is configured in. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { findEntry, namesUs } from "../transformer/options/tsconfig.js";

export interface Home {
  readonly folder: string;
  /** By an entry in its tsconfig.json or an autometrics.json; not by a tsconfig.json alone. */
  readonly isConfigured: boolean;
}

/**
 * Of the folders from one upward, the nearest that is configured, else the nearest with a tsconfig.json.
 * @param known What has been looked at: the folders of a project have the same ones above them.
 */
export function homeOf(folder: string, known = new Map<string, Home | undefined>()): Home | undefined {
  if (!known.has(folder)) known.set(folder, find(folder, known));
  return known.get(folder);
}

function find(folder: string, known: Map<string, Home | undefined>): Home | undefined {
  const tsconfig = join(folder, "tsconfig.json");
  const hasTsconfig = existsSync(tsconfig);
  const isConfigured =
    existsSync(join(folder, "autometrics.json")) || (hasTsconfig && findEntry(tsconfig, namesUs) !== undefined);
  if (isConfigured) return { folder, isConfigured };
  const parent = dirname(folder);
  const above = parent === folder ? undefined : homeOf(parent, known);
  if (hasTsconfig && above?.isConfigured !== true) return { folder, isConfigured };
  return above;
}
