/** Programs that the end-to-end tests need and npm does not bring. */
import { describe } from "vitest";
import { findProgram, type ProgramName } from "./findProgram.js";

const packages = {
  prometheus: "prometheus",
  promtool: "prometheus",
  alertmanager: "prometheus-alertmanager",
  amtool: "prometheus-alertmanager",
  chromium: "chromium",
} as const satisfies Record<ProgramName, string>;

/**
 * Describes tests that need programs. Where one is missing they fail under CI, and elsewhere are left out with a notice
 * that says what to install.
 */
export function describeWith<Name extends ProgramName>(
  wanted: readonly Name[],
  title: string,
  tests: (paths: Record<Name, string>) => void,
): void {
  const found = wanted.map((name) => [name, findProgram(name)] as const);
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
