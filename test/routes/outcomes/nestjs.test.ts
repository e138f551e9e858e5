/** How calls of NestJS' handlers are judged where the shared traffic does not go, and what stays as it was. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Metrics } from "../../support/metrics.js";
import { Project } from "../../support/project.js";

const controller = `
  import "reflect-metadata";
  import { BadGatewayException, Body, Controller, Get, HttpException, Next, NotFoundException, Param, Post, Query, Res } from "@nestjs/common";
  import createError from "http-errors";
  import { Observable } from "rxjs";

  export let subscriptions = 0;
  class Teapot extends HttpException { constructor() { super("I am a teapot", 418); } }
  class Dto { readonly name!: string }

  @Controller("outcomes")
  export class Outcomes {
    @Get("a") returned(@Param("id") id: string): string { return id; }
    @Get("b") async notFound(): Promise<never> { throw new NotFoundException(); }
    @Get("c") subclass(): never { throw new Teapot(); }
    @Get("d") badGateway(): never { throw new BadGatewayException(); }
    @Get("e") otherCopy(): never { throw { getStatus: () => 404 }; }
    @Get("f") otherCopyFails(): never { throw { getStatus: () => 502 }; }
    @Get("g") httpErrors(): never { throw createError(409, "taken"); }
    @Get("h") httpErrorsFail(): never { throw createError(503, "later"); }
    @Get("i") withoutMessage(): never { throw { statusCode: 404 }; }
    @Get("j") statusAlone(): never { throw Object.assign(new Error("x"), { status: 404 }); }
    @Get("k") nothing(): never { throw undefined; }
    @Get("l") broken(): never { throw { getStatus() { throw new Error("broken"); } }; }
    @Get("m") later(): Promise<Dto> { return Promise.reject(new NotFoundException()); }
    @Get("ma") passedOn(): Promise<string> { return fail(new Error("database")); }
    @Get("mb") async passedOnAsync(): Promise<string> { return fail(new Error("database")); }
    @Get("mc") chosen(@Param("id") id: string): Promise<string> | string { return id === "" ? id : fail(new BadGatewayException()); }
    @Get("mf") kept(): Promise<string> { const failed = fail(new Error("database")); return failed; }
    @Get("md") slow(): Promise<string> { return after(40); }
    @Get("me") async slowAsync(): Promise<string> { return after(40); }
    @Get("n") observable(): Observable<string> { return new Observable(() => { subscriptions++; }); }
    @Post("o") many(@Body() dto: Dto, @Query("q") q: string[], @Param() all: Map<string, number>, x?: unknown): Dto { return dto; }
    @Get("p") mocked(@Res() response: { json(value: object): void }): void { response.json({}); }
    @Get("q") handedOn(@Res() response: unknown, @Next() next: (error?: unknown) => void): void { next(); }
    /** @autometrics ok-if=isTypeError */
    @Get("r") predicate(fails: Error): never { throw fails; }
  }
  const fail = async (error: Error): Promise<string> => { throw error; };
  const after = (ms: number) => new Promise<string>((resolve) => setTimeout(resolve, ms, "late"));
  const isTypeError = (error: unknown) => error instanceof TypeError;
`;

const main = `
  import { NotFoundException } from "@nestjs/common";
  import { Outcomes, subscriptions } from "./controller.js";
  const outcomes = new Outcomes();
  const found = {};
  for (const name of Object.getOwnPropertyNames(Outcomes.prototype).filter((name) => name !== "constructor" && name !== "predicate")) {
    try {
      const argument = name === "mocked" ? { json: () => {} } : "1";
      const value = await outcomes[name](argument, name === "handedOn" ? () => {} : undefined);
      found[name] = typeof value;
    } catch (error) {
      found[name] = error?.constructor?.name ?? String(error);
    }
  }
  for (const error of [new TypeError(), new NotFoundException(), new Error()]) try { outcomes.predicate(error) } catch {}
  console.log(JSON.stringify({ found, subscriptions }));
`;

const settings = {
  packages: ["@nestjs", "http-errors", "reflect-metadata", "rxjs"],
  compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true },
};

describe("a method of a NestJS controller", () => {
  let metrics: Metrics;
  let result: unknown;
  beforeAll(async () => {
    const project = new Project({ "controller.ts": controller }, settings).build();
    project.write("dist/main.js", main);
    const run = await project.run();
    if (run.code !== 0) throw new Error(run.stderr);
    ({ metrics, result } = run);
  });

  it.each([
    ["returned", "ok"],
    ["notFound", "ok"],
    ["subclass", "ok"],
    ["badGateway", "error"],
    ["otherCopy", "ok"],
    ["otherCopyFails", "error"],
    ["httpErrors", "ok"],
    ["httpErrorsFail", "error"],
    ["withoutMessage", "error"],
    ["statusAlone", "error"],
    ["nothing", "error"],
    ["broken", "error"],
    ["later", "ok"],
    ["passedOn", "error"],
    ["passedOnAsync", "error"],
    ["chosen", "error"],
    ["kept", "error"],
    ["observable", "ok"],
    ["many", "ok"],
    ["mocked", "ok"],
    ["handedOn", "ok"],
  ])("is judged as NestJS answers it: %s is %s", (name, outcome) => {
    expect(metrics.calls()[`Outcomes.${name}`]).toEqual({ ok: 0, error: 0, [outcome]: 1 });
  });

  it.each(["slow", "slowAsync"])("lasts until the promise that it returns has settled: %s", (name) => {
    const labels = { function: `Outcomes.${name}` };
    expect(metrics.value("function_calls_duration_seconds_sum", labels)).toBeGreaterThan(0.03);
  });

  it("is judged by a predicate beside that", () => {
    expect(metrics.calls()["Outcomes.predicate"]).toEqual({ ok: 2, error: 1 });
  });

  it("gives back and throws what it did, and no Observable is subscribed to", () => {
    expect(result).toMatchObject({
      found: { returned: "string", notFound: "NotFoundException", nothing: "undefined", observable: "object" },
      subscriptions: 0,
    });
  });
});

describe("a NestJS controller", () => {
  it("keeps its decorators and their metadata, byte for byte", () => {
    const project = new Project({ "controller.ts": controller }, settings);
    const { program } = project.emit();
    const measured = project.read("dist/controller.js");
    program.emit();
    const bare = project.read("dist/controller.js");
    expect(measured).not.toBe(bare);
    const afterwards = (text: string) => text.slice(text.indexOf("__decorate(["));
    expect(afterwards(measured)).toBe(afterwards(bare));
    expect(measured).toContain('__metadata("design:paramtypes", [Dto, Array, Map, Object])');
  });
});
