/** Nitro itself, which bundles the server: with each of the bundlers that it has, and what it takes plugins by. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Project } from "../support/project.js";
import { type BuiltApp, describeFramework, sourcesOf } from "./framework.js";

const user = "server/routes/users/[id]";
const answer = (name: string) => `server/routes/(answers)/${name}.get GET /${name}`;

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
    labels: {
      list: "server/routes/users/index.get GET /users",
      find: `${user}.get GET /users/:id`,
      unknown: `${user}.get GET /users/:id`,
      create: "server/routes/users/index.post POST /users",
      duplicate: "server/routes/users/index.post POST /users",
      invalid: "server/routes/users/index.post POST /users",
      replace: `${user}.put replaceUser`,
      remove: `${user}.delete DELETE /users/:id`,
      unchanged: "server/routes/(answers)/unchanged ALL /unchanged",
      redirected: answer("redirected"),
      unavailable: answer("unavailable"),
      throws: answer("throws"),
      rejects: answer("rejects"),
      refuses: answer("refuses"),
      streams: answer("streams"),
      breaks: answer("breaks"),
      slow: answer("slow"),
      leftWaiting: answer("silent"),
      leftReading: answer("endless"),
    },
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
