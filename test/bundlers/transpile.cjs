// A loader for webpack, as the usual ones are: types go away, and the map of the loader before is followed.
const remapping = require("@jridgewell/remapping");
const ts = require("typescript");

module.exports = function transpile(code, map) {
  const compilerOptions = { target: "esnext", module: "esnext", sourceMap: true };
  const written = ts.transpileModule(code, { fileName: this.resourcePath, compilerOptions });
  const maps = [JSON.parse(written.sourceMapText), ...(map ? [map] : [])];
  this.callback(
    null,
    written.outputText.replace(/\/\/# sourceMappingURL.*/, ""),
    remapping(maps, () => null),
  );
};
