import { describe, expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";

const source = `// @ts-nocheck: what the decorators get is what is checked
const log: unknown[] = [];
const name = (v: any) => (typeof v === "function" ? "fn " + v.name : typeof v === "object" && v !== null ? Object.keys(v).sort() : String(v));
(Reflect as any).metadata = (key: string, value: any) => (target: any, property: string) => { log.push([key, Array.isArray(value) ? value.map(name) : name(value), property]); };
function d(label: string): any { log.push("made " + label); return (...args: any[]) => { log.push([label, ...args.map((a) => a?.kind ?? name(a))]); }; }
function replace(value: any, at: any, descriptor?: any) {
  const original = descriptor ? descriptor.value : value;
  const replaced = function (this: any, ...args: any[]) { return ["replaced", original.apply(this, args)]; };
  if (descriptor) descriptor.value = replaced; else return replaced;
}
class Dep {}
/** @autometrics */
@d("class")
class K {
  @d("field") field: string = "";
  @d("method") @replace method(@d("parameter") a: number, b: Dep): string { return "method" + a; }
  @d("static") static fixed(a: string): Promise<void> { return Promise.resolve(); }
  @d("getter") get size(): number { return 1; }
  @d("arrow") arrow = () => 2;
}
const k = new K();
log.push(k.method(1, new Dep()), k.size, k.arrow()); await K.fixed("");
console.log(JSON.stringify(log));
`;
const counted = ["K.method", "K.fixed", "get K.size", "K.arrow"];

describe.each([
  ["legacy decorators with metadata", { experimentalDecorators: true, emitDecoratorMetadata: true }, source],
  ["decorators of the language", {}, source.replace('@d("parameter") ', "")],
  ["decorators of the language, lowered", { target: "es2017" }, source.replace('@d("parameter") ', "")],
])("%s", (_, options, text) => {
  it("get the same, in the same order, and the methods within are counted", async () => {
    const project = new Project({ "main.ts": text }, { compilerOptions: options });
    const bare = await project.build(untouched).run();
    const run = await project.build().run();
    expect(run.stderr).toBe("");
    expect(run.result).toEqual(bare.result);
    expect(run.metrics.calls()).toEqual(Object.fromEntries(counted.map((label) => [label, { ok: 1, error: 0 }])));
  });
});
