// Compiles one TypeScript module with ts-autometrics, for Turbopack and webpack, which compile without a transformer.
const { resolve } = require("node:path");
const { default: transformer } = require("ts-autometrics/transformer");
const ts = require("typescript");

/** As modern as can be: Next.js lowers the syntax. Types are not looked at, which makes it fast. */
const options = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  isolatedModules: true,
  sourceMap: true,
  inlineSources: true,
  noLib: true,
  noResolve: true,
  types: [],
};

/** @type {import("webpack").LoaderDefinitionFunction} */
module.exports = function instrument(source) {
  this.addDependency(resolve("autometrics.json"));
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (name, target) =>
    name === this.resourcePath ? ts.createSourceFile(name, source, target, true) : undefined;
  const program = ts.createProgram([this.resourcePath], options, host);
  const before = [transformer(program, { config: "autometrics.json" }, { ts })];
  const written = {};
  const write = (name, text) => {
    written[name.endsWith(".map") ? "map" : "code"] = text;
  };
  program.emit(undefined, write, undefined, false, { before });
  this.callback(null, written.code.replace(/\/\/# sourceMappingURL=.*$/, ""), JSON.parse(written.map));
};
