import { describe, expect, it } from "vitest";
import { objectives, Shop, tsconfig } from "./project.js";

const users = `
/** @autometrics objective=api */
export async function load(id: number): Promise<number> {
  return id;
}

/** @autometrics */
export class Users {
  static *all(): Generator<number> {}
  get size(): number {
    return 0;
  }
}

export const helper = () => 1;
`;
const web = `
const isEmpty = (names: string[]) => names.length === 0;
export const handlers = {
  /** @autometrics concurrency callers error-if=isEmpty */
  names: (): string[] => [],
};
`;
const wrong = "/** @autometrics objective=web */\nexport function wrong() {}\n";

describe("autometrics list", () => {
  it("shows each function with its place, label, form, objective and what found it, file by file", async () => {
    const shop = new Shop({ "src/users.ts": users, "src/api/web.ts": web, "src/nothing.ts": "export {};\n" });
    expect(await shop.autometrics("list")).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "src/api/web.ts:5:10  handlers.names  arrow             -              annotated",
        "",
        "src/users.ts:3:1     load            async function    objective=api  annotated",
        "src/users.ts:9:3     Users.all       generator method  -              annotated",
        "src/users.ts:10:3    get Users.size  getter            -              annotated",
        "",
        "4 functions in 2 files",
        "",
      ].join("\n"),
    });
  });

  it("shows what the modes of 'instrument' take, within 'include' and 'exclude'", async () => {
    const entry = { instrument: "exported", exclude: ["src/api"], objectives };
    const shop = new Shop({ "tsconfig.json": tsconfig({}, entry), "src/users.ts": users, "src/api/web.ts": web });
    const { stdout } = await shop.autometrics("list");
    expect(stdout).toMatch(/^src\/users\.ts:15:23 +helper +arrow +- +exported$/m);
    expect(stdout).not.toContain("isEmpty");
    expect(stdout).toMatch(/\n5 functions in 2 files\n$/);
  });

  const app = `
import express from "express";
import { proxy } from "shop-proxy";
import { users } from "./users.js";
const app = express();
app.get("/users", users.list);
app.get("/users/:id", wrap(users.find));
app.get("/orders", proxy);
app.post("/orders", users.odd.bind(users));
app.get("/metrics", proxy);
app.get("setting");
app.use("/files", proxy);
function wrap(handler: unknown) { return handler as express.RequestHandler; }
`;
  const controller = `
import type { Request, Response } from "express";
async function list(_: Request, res: Response) { res.json([]); }
class Users {
  list = list;
  find(req: Request, res: Response) { res.json(req.params); }
  odd(a: any, b: any) { b.json(a); }
}
export const users = new Users();
`;

  it("names the handlers that are registered and not found, by their places", async () => {
    const entry = { routes: { exclude: ["/metrics"] } };
    const shop = new Shop({ "tsconfig.json": tsconfig({}, entry), "src/app.ts": app, "src/users.ts": controller });
    const { code, stdout } = await shop.autometrics("list");
    expect(code).toBe(0);
    expect(stdout.slice(stdout.indexOf("2 functions"))).toBe(
      [
        "2 functions in 1 file, 2 of them HTTP handlers (2 outside any objective)",
        "",
        "2 registered handlers not found, so not counted: docs/routes.md says why",
        "src/app.ts:8:20  express GET /orders  proxy",
        "src/app.ts:9:21  express POST /orders  users.odd.bind(users)",
        "",
      ].join("\n"),
    );
    const json: unknown = JSON.parse((await shop.autometrics("list", "--json")).stdout);
    expect(json).toMatchObject({
      unresolved: [
        {
          file: "src/app.ts",
          line: 8,
          column: 20,
          framework: "express",
          route: "GET /orders",
          handler: "proxy",
          project: "tsconfig.json",
        },
        { handler: "users.odd.bind(users)" },
      ],
    });
  });

  it("names the procedures of tRPC that another file defines", async () => {
    const router = `import { publicProcedure, router } from "./trpc.js";
      import { listUsers } from "./listUsers.js";
      declare const db: { query(text: string): unknown };
      const text = "SELECT 1";
      export const users = router({ list: publicProcedure.query(listUsers), one: publicProcedure.query(() => db.query(text)) });`;
    const shop = new Shop({ "tsconfig.json": tsconfig({}, {}), "src/users.ts": router });
    const { stdout } = await shop.autometrics("list");
    expect(stdout.slice(stdout.indexOf("1 function "))).toBe(
      [
        "1 function in 1 file, 1 of them an HTTP handler (1 outside any objective)",
        "",
        "1 registered handler not found, so not counted: docs/routes.md says why",
        "src/users.ts:5:65  trpc query list  listUsers",
        "",
      ].join("\n"),
    );
  });

  it("names the exports of a Next.js route that a library has made", async () => {
    const shop = new Shop({
      "src/app/auth/route.ts": 'import { handlers } from "shop-auth";\nexport const { GET, POST } = handlers;\n',
      "src/app/users/route.ts": 'export { GET, list as PUT } from "../../users.js";\n',
      "src/users.ts": "export function GET() {}\nexport function list() {}\n",
    });
    const { stdout } = await shop.autometrics("list");
    expect(stdout.split("\n").filter((line) => line.includes("  nextjs "))).toEqual([
      "src/app/auth/route.ts:2:16  nextjs GET /auth  GET",
      "src/app/auth/route.ts:2:21  nextjs POST /auth  POST",
      "src/app/users/route.ts:1:10  nextjs GET /users  GET",
      "src/app/users/route.ts:1:23  nextjs PUT /users  PUT",
    ]);
  });

  it("says so when there is nothing to instrument", async () => {
    const shop = new Shop({ "src/nothing.ts": "export {};\n" });
    expect(await shop.autometrics("list")).toEqual({
      code: 0,
      stdout: "no function would be instrumented\n",
      stderr: "",
    });
  });

  it("gives all it knows as JSON", async () => {
    const shop = new Shop({ "src/users.ts": users, "src/api/web.ts": web });
    const { code, stdout } = await shop.autometrics("list", "--json");
    const { version, functions } = JSON.parse(stdout);
    expect({ code, version, labels: functions.map((one: { function: string }) => one.function) }).toEqual({
      code: 0,
      version: 1,
      labels: ["handlers.names", "load", "Users.all", "get Users.size"],
    });
    expect(functions.slice(0, 2)).toEqual([
      {
        file: "src/api/web.ts",
        line: 5,
        column: 10,
        function: "handlers.names",
        module: "api/web",
        kind: "arrow",
        flow: "sync",
        objective: null,
        found: "annotated",
        concurrency: true,
        callers: true,
        errorIf: "isEmpty",
        okIf: null,
        handler: null,
        project: "tsconfig.json",
      },
      {
        file: "src/users.ts",
        line: 3,
        column: 1,
        function: "load",
        module: "users",
        kind: "function",
        flow: "async",
        objective: "api",
        found: "annotated",
        concurrency: false,
        callers: false,
        errorIf: null,
        okIf: null,
        handler: null,
        project: "tsconfig.json",
      },
    ]);
  });

  it("finds the project from a folder within it, and shows paths from there", async () => {
    const shop = new Shop({ "src/users.ts": users, "src/api/web.ts": web });
    const { code, stdout } = await shop.autometricsIn("src/api", "list");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^web\.ts:5:10 /m);
    expect(stdout).toMatch(/^\.\.\/users\.ts:3:1 /m);
  });

  it("finds the autometrics.json of a project whose compiler is not ours to configure", async () => {
    const shop = new Shop({
      "tsconfig.json": tsconfig({}, null),
      "autometrics.json": JSON.stringify({ objectives }),
      "src/users.ts": users,
    });
    expect(await shop.autometrics("list")).toMatchObject({ code: 0, stdout: expect.stringContaining("objective=api") });
  });

  it("has nothing to do with mistakes in types", async () => {
    const shop = new Shop({ "src/users.ts": `${users}const text: string = 1;\n` });
    expect(await shop.autometrics("list")).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("autometrics list on HTTP handlers", () => {
  const app = `
import express from "express";
const app = express();
app.get("/users/:id", (req, res) => res.json({}));
app.post("/users", create);
/** @autometrics objective=api */
async function create(req: express.Request, res: express.Response): Promise<void> {}
`;

  it("says their framework, and their route where it is not their label", async () => {
    const shop = new Shop({ "src/app.ts": app }, ["express"]);
    expect(await shop.autometrics("list")).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "src/app.ts:4:23  GET /users/:id  arrow           -              routes: express",
        "src/app.ts:7:1   create          async function  objective=api  annotated: express POST /users",
        "",
        "2 functions in 1 file, 2 of them HTTP handlers (1 outside any objective)",
        "",
      ].join("\n"),
    });
  });

  it("gives what found them as JSON", async () => {
    const shop = new Shop({ "src/app.ts": app }, ["express"]);
    const { functions } = JSON.parse((await shop.autometrics("list", "--json")).stdout);
    expect(functions[0].handler).toEqual({
      framework: "express",
      route: "GET /users/:id",
      foundBy: "registration",
      typesOnly: false,
    });
  });
});

describe("autometrics list on several projects", () => {
  const files = {
    "packages/core/tsconfig.json": tsconfig({ composite: true }),
    "packages/core/src/core.ts": "/** @autometrics objective=api */\nexport const core = () => 1;\n",
    "packages/web/tsconfig.json": tsconfig({ composite: true }, { objectives }, { references: [{ path: "../core" }] }),
    "packages/web/src/web.ts":
      'import { core } from "../../core/src/core.js";\n/** @autometrics */\nexport const web = () => core();\n',
  };

  it("looks at all that a solution refers to", async () => {
    const shop = new Shop({
      ...files,
      "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "packages/web" }] }),
    });
    expect(await shop.autometrics("list")).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "packages/core/src/core.ts:2:21  core  arrow  objective=api  annotated",
        "",
        "packages/web/src/web.ts:3:20    web   arrow  -              annotated",
        "",
        "2 functions in 2 files",
        "",
      ].join("\n"),
    });
  });

  it("says which of them has no entry of ours", async () => {
    const shop = new Shop({ ...files, "packages/core/tsconfig.json": tsconfig({ composite: true }, null) });
    const { code, stdout, stderr } = await shop.autometrics("list", "--project", "packages/web");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        "autometrics: packages/core/tsconfig.json has no entry for ts-autometrics in 'plugins', so nothing in it is instrumented\n",
    });
    expect(stdout).not.toContain("core.ts");
  });

  it("lists a function once that two projects build", async () => {
    const shop = new Shop({
      "src/users.ts": users,
      "tsconfig.cjs.json": tsconfig({ module: "commonjs", outDir: "dist/cjs" }),
    });
    const { stdout } = await shop.autometrics("list", "-p", "tsconfig.json", "-p", "tsconfig.cjs.json");
    expect(stdout).toMatch(/\n3 functions in 1 file\n$/);
  });
});

describe("autometrics list where there are mistakes", () => {
  it("lists the other files, and says what keeps a file out", async () => {
    const shop = new Shop({
      "src/users.ts": users,
      "src/wrong.ts": `${wrong}/** @autometrics */ export function b() {}\n`,
    });
    const { code, stdout, stderr } = await shop.autometrics("list");
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n3 functions in 1 file\n$/);
    expect(stderr).toBe(
      "src/wrong.ts(1,28): error TS91003: AM1003: unknown objective 'web'; declare it under 'objectives' in the plugin's entry\n" +
        "autometrics list: a file with mistakes is not instrumented, so its functions are not listed\n",
    );
    expect(JSON.parse((await shop.autometrics("list", "--json")).stdout).functions).toHaveLength(3);
  });

  it("lists nothing of a project whose configuration has mistakes", async () => {
    const shop = new Shop({ "src/users.ts": users, "tsconfig.json": tsconfig({}, { objectivs: {} }) });
    expect(await shop.autometrics("list")).toEqual({
      code: 1,
      stdout: "no function would be instrumented\n",
      stderr:
        "tsconfig.json(14,9): error TS91001: AM1001: unknown key 'objectivs'; did you mean 'objectives'?\n" +
        "autometrics list: a project whose configuration has mistakes is not instrumented, so its functions are not listed\n",
    });
  });
});
