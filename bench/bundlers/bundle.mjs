// One build in a process of its own: node bundle.mjs BUNDLER VARIANT FOLDER. Prints what it took, as JSON.
import childProcess from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import module, { syncBuiltinESMExports } from "node:module";

const [bundler, variant, folder] = process.argv.slice(2);
const external = ["prom-client", "ts-autometrics/runtime"];

/** Each loads what a user's configuration would load, and no more. */
const bundlers = {
  async vite() {
    // As its command line does, where Node can.
    module.enableCompileCache?.();
    const { build } = await import("vite");
    await build({
      root: folder,
      configFile: false,
      logLevel: "error",
      plugins: await plugins("vite"),
      ssr: { external },
      build: { ssr: "src/main.ts", outDir: "dist" },
    });
    return 0;
  },
  async esbuild() {
    const service = watchSpawned();
    const { build } = await import("esbuild");
    await build({
      absWorkingDir: folder,
      entryPoints: ["src/main.ts"],
      outdir: "dist",
      bundle: true,
      platform: "node",
      format: "esm",
      external,
      logLevel: "error",
      plugins: await plugins("esbuild"),
    });
    return cpuOf(service.pid);
  },
};

async function plugins(name) {
  if (variant === "bare") return [];
  if (variant === "nothing") return [nothing[name]];
  const { default: autometrics } = await import(`ts-autometrics/${name}`);
  return [autometrics(variant === "typeAware" ? { typeAware: true } : {})];
}

/** Plugins that are asked about every file, and answer at once. */
const filter = /\.[cm]?[jt]sx?$/;
const nothing = {
  vite: { name: "nothing", enforce: "pre", transform: { filter: { id: filter }, handler: () => null } },
  esbuild: { name: "nothing", setup: ({ onLoad }) => onLoad({ filter }, () => undefined) },
};

/** esbuild works in a program that it starts. */
function watchSpawned() {
  const { spawn } = childProcess;
  const service = {};
  childProcess.spawn = (...args) => {
    const child = spawn(...args);
    service.pid = child.pid;
    return child;
  };
  syncBuiltinESMExports();
  return service;
}

/** Seconds that another process has used, where Linux tells: in hundredths. */
function cpuOf(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  const fields = readFileSync(file, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const start = process.hrtime.bigint();
const others = await bundlers[bundler]();
const wall = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpu: (user + system) / 1e6 + others, wall }));
// esbuild's program would be waited for.
process.exit();
