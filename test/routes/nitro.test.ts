/** Nitro itself, which bundles the server: with each of the bundlers that it has, and what it takes plugins by. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Project } from "../support/project.js";
import { type BuiltApp, describeFramework, sourcesOf } from "./framework.js";
import { answerLabel, nitroLabels } from "./nitro.js";

function nitro(name: string, command: string, configuration: Readonly<Record<string, string>>): void {
  describeFramework({
    app: "nitro",
    builtBy: name,
    class: "response",
    async build(): Promise<BuiltApp> {
      const project = new Project(sourcesOf("nitro"), { packages: ["nitro", "h3", "vite"] });
      const routes = { objective: "api", exclude: ["/metrics"] };
      project.write("autometrics.json", JSON.stringify({ ...project.options, routes }));
      project.write("tsconfig.json", "{}");
      for (const [path, text] of Object.entries(configuration)) project.write(path, text);
      await promisify(execFile)(process.execPath, [`node_modules/${command}`, "build"], { cwd: project.folder });
      return {
        folder: project.folder,
        command: [".output/server/index.mjs"],
        env: { HOST: "127.0.0.1", PORT: "0" },
      };
    },
    withModules: true,
    labels: { ...nitroLabels, breaks: answerLabel("breaks") },
    without: ["passes", "handsOn", "answersThenRejects"],
  });
}

/** Whatever the bundler. */
const shared = `serverDir: "server", compatibilityDate: "2026-01-01"`;

nitro("Rolldown", "nitro/dist/cli/index.mjs", {
  "nitro.config.mjs": `import autometrics from "ts-autometrics/rolldown";
    export default { ${shared}, rolldownConfig: { plugins: [autometrics()] } };`,
});
nitro("Vite", "vite/bin/vite.js", {
  "vite.config.mjs": `import autometrics from "ts-autometrics/vite";
    import { nitro } from "nitro/vite";
    export default { plugins: [autometrics(), nitro({ ${shared} })] };`,
});
