// Writes a project of many files, each with ten functions of which one is annotated.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { objectives } from "../series.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = 40;
const functionsOfFile = 10;

/** What the two projects differ in: their plugin. */
export const plugins = {
  autometrics: { transform: "ts-autometrics/transformer", objectives },
  nothing: { transform: "./nothing.cjs" },
};

export function writeProject(folder, plugin, files) {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/ts-autometrics"), "junction");
  for (const name of ["@types", "prom-client", "ts-patch", "typescript"]) {
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  writeJson(join(folder, "package.json"), { name: "generated", type: "module" });
  writeJson(join(folder, "tsconfig.json"), {
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      strict: true,
      sourceMap: true,
      skipLibCheck: true,
      rootDir: "src",
      outDir: "dist",
      types: ["node"],
      plugins: [plugins[plugin]],
    },
    include: ["src"],
  });
  writeFileSync(join(folder, "nothing.cjs"), "exports.default = () => () => (file) => file;\n");
  for (let i = 0; i < folders; i++) mkdirSync(join(folder, `src/area${i}`), { recursive: true });
  for (let i = 0; i < files; i++) writeFileSync(join(folder, `src/area${i % folders}/orders${i}.ts`), fileText(i));
}

function fileText(file) {
  const parts = [`import { randomUUID } from "node:crypto";\n`];
  if (file > 0) {
    const before = file - 1;
    parts.push(`import type { Order0 as Before } from "../area${before % folders}/orders${before}.js";\n`);
  } else parts.push("interface Before {\n  readonly id: string;\n}\n");
  parts.push("\nexport const replaced: Before[] = [];\n");
  for (let i = 0; i < functionsOfFile; i++) parts.push(functionText(file, i, i === file % functionsOfFile));
  return parts.join("");
}

function functionText(file, i, isAnnotated) {
  const tag = isAnnotated ? "\n *\n * @autometrics objective=api" : "";
  return `
export interface Order${i} {
  readonly id: string;
  readonly lines: readonly { readonly count: number; readonly price: number }[];
  readonly total?: number;
}

const orders${i} = new Map<string, Order${i}>();

/**
 * Finds an order of kind ${i} and says what it costs.${tag}
 */
export async function findOrder${i}(id: string, rounded = false): Promise<Order${i} | undefined> {
  const found = orders${i}.get(id);
  if (found === undefined) {
    if (id.length > 40) throw new Error(\`'\${id}' is no order's id (${file})\`);
    return undefined;
  }
  const total = found.lines.reduce((sum, line) => sum + line.count * line.price, 0);
  return { ...found, id: found.id || randomUUID(), total: rounded ? Math.round(total) : total };
}
`;
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
