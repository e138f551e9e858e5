/** Programs that the end-to-end tests need and npm does not bring. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { describe } from "vitest";

const packages = {
  prometheus: "prometheus",
  promtool: "prometheus",
  alertmanager: "prometheus-alertmanager",
  amtool: "prometheus-alertmanager",
  chromium: "chromium",
} as const;

export type ProgramName = keyof typeof packages;

/** Debian's Alertmanager has the package's name. */
const names: Record<ProgramName, readonly string[]> = {
  prometheus: ["prometheus"],
  promtool: ["promtool"],
  alertmanager: ["alertmanager", "prometheus-alertmanager"],
  amtool: ["amtool"],
  chromium: ["chromium", "chromium-browser", "google-chrome"],
};

/**
 * Describes tests that need programs. Where one is missing they fail under CI, and elsewhere are left out with a notice
 * that says what to install.
 */
export function describeWith<Name extends ProgramName>(
  wanted: readonly Name[],
  title: string,
  tests: (paths: Record<Name, string>) => void,
): void {
  const found = wanted.map((name) => [name, find(name)] as const);
  // All of the wanted names are keys: TypeScript does not follow that through entries.
  const paths = Object.fromEntries(found) as Record<Name, string>;
  const missing = found.filter(([, path]) => path === undefined).map(([name]) => name);
  if (missing.length === 0) {
    describe(title, () => tests(paths));
    return;
  }
  const install = [...new Set(missing.map((name) => packages[name]))].join(" ");
  const notice = `${missing.join(" and ")} cannot be found on PATH; on Debian: apt-get install ${install}`;
  if (process.env.CI) throw new Error(notice);
  console.warn(`\nNOT TESTED: ${title}\n${notice}\n`);
  describe.skip(title, () => tests(paths));
}

function find(program: ProgramName): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names[program]) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
