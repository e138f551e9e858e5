import { beforeAll, describe, expect, it } from "vitest";
import { type ModulesRun, runModules } from "../support/modules.js";

/**
 * Handlers by how they take their parameters. All of them throw an error without a status, which the application
 * answers with 418: only who has found the response knows that this is no failure. Each is registered as `handler`, and
 * is asked for `/7?a=b`.
 */
const forms: Readonly<Record<string, string>> = {
  "an arrow without parameters": `const handler = () => { throw new Error("x"); };`,
  "an async arrow without parameters": `const handler = async () => { throw new Error("x"); };`,
  "an arrow with an expression as its body": `const handler = () => fail();`,
  "an arrow with the request alone": `const handler = (req: Request) => { throw new Error(req.url); };`,
  "an arrow with both": `const handler = (req: Request, res: Response) => { res.set("x", req.url); throw new Error("x"); };`,
  "an arrow with unused names": `const handler = (_req: Request, _: Response) => { throw new Error("x"); };`,
  "an arrow that takes the request apart": `const handler = ({ params: { id } }: Request) => { throw new Error(String(id)); };`,
  "an arrow that takes the response apart": `const handler = ({ url }: Request, { req, statusCode = 0 }: Response) => { throw new Error(url + req.url + statusCode); };`,
  "an arrow that takes the response apart, with more behind it": `const handler = (req: Request, { statusCode }: Response, next: NextFunction) => { throw new Error(req.url + statusCode + typeof next); };`,
  "an arrow that takes the response apart in its expression": `const handler = (req: Request, { statusCode }: Response) => fail(statusCode);`,
  "an async arrow that takes the response apart": `const handler = async (req: Request, { statusCode }: Response) => { await 1; throw new Error(String(statusCode)); };`,
  "an arrow whose parameter is redeclared in its body": `const handler = (req: Request, { statusCode }: Response) => { var statusCode = statusCode + 1; throw new Error(String(statusCode)); };`,
  "an arrow with a default": `const handler = (req: Request, res: Response = undefined as never) => { throw new Error(res.req.url); };`,
  "an arrow with a default that is taken apart": `const handler = (req: Request, { statusCode = 1 }: Partial<Response> = {}) => { throw new Error(String(statusCode)); };`,
  "an arrow with all in a rest": `const handler = (...all: [Request, Response]) => { throw new Error(all[1].req.url); };`,
  "an arrow with the response in a rest": `const handler = (req: Request, ...[{ statusCode }]: [Response]) => { throw new Error(req.url + statusCode); };`,
  "a function without parameters": `function handler() { throw new Error("x"); }`,
  "a function that reads its arguments": `function handler() { throw new Error(arguments.length + arguments[0].url + arguments[1].statusCode); }`,
  "a function that writes its arguments": `const handler = function (req: Request, res: Response) { arguments[1] = {}; throw new Error(String(arguments.length)); };`,
  "a function that takes the response apart": `function handler({ url }: Request, { statusCode }: Response) { throw new Error(url + statusCode); }`,
  "a function with a rest": `function handler(...all: unknown[]) { throw new Error(String(all.length)); }`,
  "a function with a type for this": `function handler(this: void, req: Request, res: Response) { throw new Error(req.url + res.statusCode); }`,
  "a function with a directive": `function handler(req: Request, res: Response) { "use strict"; throw new Error(String(this === undefined)); }`,
  "a method": `class Users { handler(req: Request, { statusCode }: Response) { throw new Error(req.url + statusCode); } }\nconst { handler } = new Users();`,
  "a method of an object": `const users = { handler() { throw new Error("x"); } };\nconst { handler } = users;`,
  "a member of an object under another name": `const { fail: handler } = { fail: async () => { throw new Error("x"); } };`,
  "a function that names its next and uses it": `const handler = (req: Request, res: Response, next: NextFunction) => next(new Error(req.url + res.statusCode + typeof next));`,
};

/** What the language has no way to reach the response in, and behaves as ever. */
const unreachable: Readonly<Record<string, string>> = {
  "an arrow with a directive and no response": `const handler = () => { "use strict"; throw new Error("x"); };`,
  "an arrow that takes the response apart and uses that in the next parameter": `const handler = (req: Request, { statusCode }: Response, next: unknown = statusCode) => { throw new Error(req.url + statusCode + typeof next); };`,
};

const module = (code: string) => `
  import http from "node:http";
  import type { AddressInfo } from "node:net";
  import express, { type NextFunction, type Request, type Response } from "express";
  const fail = (...args: unknown[]): never => { throw new Error(String(args)); };
  const app = express();
  ${code}
  app.get("/:id", handler as any);
  app.use((error: Error, req: Request, res: Response, next: NextFunction) => { res.status(418).send(error.message); });
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const answer = await fetch(\`http://127.0.0.1:\${(server.address() as AddressInfo).port}/7?a=b\`);
  console.log([import.meta.url.replace(/.*\\//, ""), handler.length, handler.name, answer.status, await answer.text()].join(" | "));
  server.close();
  server.closeAllConnections();
`;

describe("a handler's response is found, and the handler stays as it was, in", () => {
  let measured: ModulesRun;
  let bare: ModulesRun;
  beforeAll(async () => {
    const modules = Object.fromEntries(
      Object.entries({ ...forms, ...unreachable }).map(([name, code]) => [name, module(code)]),
    );
    const settings = {
      packages: ["express"],
      compilerOptions: { strict: false, noImplicitThis: false, strictNullChecks: true },
    };
    measured = await runModules(modules, settings);
    bare = await runModules(modules, { ...settings, options: { instrument: "annotated" } });
  });

  it.each(Object.keys(forms))("%s", (name) => {
    expect(Object.values(measured.calls(name))).toEqual([{ ok: 1, error: 0 }]);
  });

  it.each(Object.keys(unreachable))("(where nothing leads to it, it ends with the handler) %s", (name) => {
    expect(Object.values(measured.calls(name))).toEqual([{ ok: 0, error: 1 }]);
  });

  it("and what each is called, takes and answers is the same without", () => {
    const lines = measured.stdout.split("\n").filter((line) => line.includes(" | 418 | "));
    expect(lines).toHaveLength(Object.keys({ ...forms, ...unreachable }).length);
    expect(measured.stdout).toBe(bare.stdout);
  });
});
