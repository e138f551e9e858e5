// Compiles the applications under load, with the built transformer and without it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import transformer from "../../dist/transformer/index.js";
import { objectives } from "../series.mjs";

const subjects = fileURLToPath(new URL("subjects", import.meta.url));
const output = fileURLToPath(new URL("../node_modules/.subjects/routes", import.meta.url));

/** Compiled as `bare` and as `measured`; their imports are found from the folder of what the benchmarks compare with. */
export function compileApplications() {
  for (const build of ["bare", "measured"]) {
    const program = ts.createProgram(
      ["express.ts", "fastify.ts"].map((file) => join(subjects, file)),
      {
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts"],
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        rootDir: subjects,
        outDir: join(output, build),
        types: [],
      },
    );
    const instrument = transformer(program, { objectives, routes: { objective: "api" } }, { ts });
    program.emit(undefined, undefined, undefined, undefined, { before: build === "measured" ? [instrument] : [] });
    writeFileSync(join(output, build, "package.json"), JSON.stringify({ type: "module" }));
  }
}

/** Where a compiled application is. */
export function applicationPath(build, framework) {
  return join(output, build, `${framework}.js`);
}
