import { dirname, resolve } from "node:path";
import { type Home, homeOf } from "./home.js";
import { openProject, type TextProject } from "./project.js";

/** The projects that files belong to, each opened once. */
export class Projects {
  readonly #homes = new Map<string, Home | undefined>();
  readonly #byHome = new Map<string, TextProject>();

  of(fileName: string): TextProject {
    const folder = dirname(resolve(fileName));
    const home = homeOf(folder, this.#homes)?.folder ?? folder;
    let project = this.#byHome.get(home);
    if (project === undefined) {
      project = openProject(home);
      this.#byHome.set(home, project);
    }
    return project;
  }
}
