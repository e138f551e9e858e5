import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export type ProgramName = "prometheus" | "promtool" | "alertmanager" | "amtool" | "chromium";

/** Debian's Alertmanager has the package's name. */
const names: Record<ProgramName, readonly string[]> = {
  prometheus: ["prometheus"],
  promtool: ["promtool"],
  alertmanager: ["alertmanager", "prometheus-alertmanager"],
  amtool: ["amtool"],
  chromium: ["chromium", "chromium-browser", "google-chrome"],
};

/** Its path, where a shell would find it. */
export function findProgram(program: ProgramName): string | undefined {
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
