import installed from "typescript";

const libraries = new Map<string, installed.SourceFile | undefined>();

/** The compiler's own host, which reads the type libraries only once for all programs with the same options. */
export function compilerHost(options: installed.CompilerOptions, ts = installed): installed.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (fileName, languageVersion, ...rest) => {
    const read = () => getSourceFile.call(host, fileName, languageVersion, ...rest);
    if (!fileName.includes("/node_modules/")) return read();
    const key = JSON.stringify([ts.version, fileName, languageVersion, options.module, options.moduleResolution]);
    if (!libraries.has(key)) libraries.set(key, read());
    return libraries.get(key);
  };
  return host;
}
