import type { ProjectFile } from "./sourceFile.js";

/** The code of one file, without types. */
export function emitted({ project, file }: ProjectFile, instrumented: boolean): string {
  for (const [fileName, text] of project.emit(instrumented, file)) if (/\.[cm]?jsx?$/.test(fileName)) return text;
  throw new Error(`the compiler emits nothing for ${file.fileName}`);
}
