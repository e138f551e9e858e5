import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Options } from "../../transformer/options/options.js";
import type { CallSitePlan } from "../../transformer/plan.js";
import { planOf } from "./finding/finding.js";

function sites(code: string, routes: Partial<Options["routes"]> = {}): readonly CallSitePlan[] {
  const text = `import express, { Router, type Request, type RequestHandler, type Response } from "express";\nconst app = express();\n${code}`;
  const file = ts.createSourceFile("main.ts", text, ts.ScriptTarget.ES2022, true);
  const objectives = new Map([
    ["api", { name: "api", successRate: 99.9 }],
    ["slow", { name: "slow", successRate: 99 }],
  ]);
  return planOf(file, undefined, { objectives, routes: { exclude: [], ...routes } })?.sites ?? [];
}

const labels = (code: string, exclude: readonly string[] = []) => sites(code, { exclude }).map(({ label }) => label);

describe("routes.exclude", () => {
  const code = `
    app.get("/metrics", (req, res) => { res.end(); });
    app.post("/metrics", (req, res) => { res.end(); });
    app.get("/health", health);
    app.get("/ready", (req, res) => { res.end(); });
    const health = (req: Request, res: Response) => { res.end(); };`;

  it("leaves a path out, whatever the method is", () => {
    expect(labels(code, ["/metrics"])).toEqual(["GET /ready", "health"]);
  });

  it("leaves a route out, and not the same path by another method", () => {
    expect(labels(code, ["GET /metrics"])).toEqual(["POST /metrics", "GET /ready", "health"]);
  });

  it("leaves a handler out by its label, its path or its route", () => {
    for (const one of ["health", "/health", "GET /health"]) {
      expect(labels(code, [one]), one).toEqual(["GET /metrics", "POST /metrics", "GET /ready"]);
    }
  });

  it("leaves out the whole path, and nothing that begins like it", () => {
    expect(labels(code, ["/met", "/"])).toHaveLength(4);
  });

  it("leaves out no handler that is annotated", () => {
    const annotated = `/** @autometrics */ app.get("/metrics", (req, res) => { res.end(); });`;
    expect(labels(annotated, ["/metrics"])).toEqual(["GET /metrics"]);
  });
});

describe("a handler with an annotation", () => {
  it("is planned once, as a handler and by its own keys", () => {
    const found = sites(`
      /** @autometrics objective=slow concurrency error-if=isBad ok-if=isFine */
      app.get("/a", (req, res) => { res.end(); });
      const isBad = (result: unknown) => false, isFine = (error: unknown) => false;`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      label: "GET /a",
      found: "annotated",
      objective: "slow",
      concurrency: true,
      outcome: { errorIf: "isBad", okIf: "isFine" },
      http: { framework: "express", route: "GET /a" },
    });
  });

  it("has the name that it is given, and the next of the same route its number", () => {
    const found = labels(`
      /** @autometrics name=first */ app.get("/a", (req, res) => { res.end(); });
      app.get("/a", (req, res) => { res.end(); });
      app.get("/a", (req, res) => { res.end(); });`);
    expect(found).toEqual(["first", "GET /a", "GET /a#2"]);
  });

  it("is left out by skip, over it, its registration, its class or its file", () => {
    expect(labels(`/** @autometrics skip */ app.get("/a", (req, res) => { res.end(); });`)).toEqual([]);
    expect(labels(`app.get("/a", /** @autometrics skip */ (req, res) => { res.end(); });`)).toEqual([]);
    expect(
      labels(`/** @autometrics skip */ export class Users { list(req: Request, res: Response) { res.end(); } }`),
    ).toEqual([]);
    expect(
      labels(
        `/** @autometrics skip */ const list = (req: Request, res: Response) => { res.end(); }; app.get("/", list);`,
      ),
    ).toEqual([]);
  });
});

describe("routes.objective", () => {
  const code = `
    app.get("/a", (req, res) => { res.end(); });
    /** @autometrics */ app.get("/b", (req, res) => { res.end(); });
    /** @autometrics objective=slow */ app.get("/c", (req, res) => { res.end(); });
    /** @autometrics */ export function load(id: number) { return id; }
    /** @autometrics */ const pass: RequestHandler = (req, res, next) => next();
    app.use(pass);`;
  const objectives = (routes: Partial<Options["routes"]>) =>
    Object.fromEntries(sites(code, routes).map(({ label, objective }) => [label, objective]));

  it("is that of all handlers which name none, annotated or not, and of nothing else", () => {
    expect(objectives({ objective: "api" })).toEqual({
      "GET /a": "api",
      "GET /b": "api",
      "GET /c": "slow",
      load: undefined,
      pass: undefined,
    });
  });

  it("is none where the configuration says none", () => {
    expect(objectives({})).toMatchObject({ "GET /a": undefined, "GET /c": "slow" });
  });
});

describe("annotated middleware", () => {
  it("is judged as a handler, and ends where it hands the request on", () => {
    const [site] = sites(`/** @autometrics */ const pass: RequestHandler = (req, res, next) => next(); app.use(pass);`);
    expect(site).toMatchObject({ label: "pass", http: { framework: "express", next: "next" } });
  });

  it("of a route that has a tag is left out, as the tag is about the handler", () => {
    const found = labels(
      `/** @autometrics */ app.get("/a", (req, res, next) => next(), (req, res) => { res.end(); });`,
    );
    expect(found).toEqual(["GET /a"]);
  });
});
