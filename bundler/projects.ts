import { dirname } from "node:path";
import { openProject, type TextProject } from "./project.js";

/** The projects that files belong to; of a folder's, each is opened once. */
export class Projects {
  readonly #byFolder = new Map<string, TextProject>();

  of(fileName: string): TextProject {
    const folder = dirname(fileName);
    let project = this.#byFolder.get(folder);
    if (project === undefined) {
      project = openProject(folder);
      this.#byFolder.set(folder, project);
    }
    return project;
  }
}
