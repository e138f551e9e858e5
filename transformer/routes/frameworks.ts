import { express } from "./express.js";
import type { Framework } from "./framework.js";
import { nestjs } from "./nestjs.js";
import { nextjs } from "./nextjs.js";
import { nodeHttp } from "./nodeHttp.js";

/** Every framework whose handlers are found. Where two could claim a function, the earlier does. */
export const frameworks: readonly Framework[] = [express, nestjs, nextjs, nodeHttp];

const byModule = new Map(frameworks.flatMap((framework) => framework.modules.map((name) => [name, framework])));

/** The framework that a file imports under a module specifier. */
export function frameworkOfModule(specifier: string): Framework | undefined {
  return byModule.get(specifier);
}

/** The framework whose types a declaration file holds. */
export function frameworkOfDeclaration(fileName: string): Framework | undefined {
  // The innermost package of the path: `node_modules/a/node_modules/b/index.d.ts` is b's; pnpm nests so too.
  const name = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(fileName)?.[1]?.replace("\\", "/");
  if (name === undefined) return undefined;
  return frameworks.find(({ modules, typePackages }) => modules.includes(name) || typePackages.includes(name));
}

/** A sign that a file may hold handlers: without one, it is not looked at. */
export function mentionsFramework(text: string): boolean {
  return sign.test(text);
}

const sign = new RegExp(
  [
    String.raw`\.(?:get|post|put|patch|delete|head|options|all|on|route)\s*[(<]`,
    String.raw`\b(?:createServer|createSecureServer|createHandlers)\b`,
    String.raw`\b(?:Request|Response|Reply|Context|Handler|Listener|IncomingMessage)\b`,
    String.raw`\bController\b|@(?:\w+\.)?(?:Get|Post|Put|Patch|Delete|Head|Options|All|Sse|RequestMapping)\b`,
    String.raw`\bexport\b[^;=({]*\b(?:GET|HEAD|OPTIONS|POST|PUT|DELETE|PATCH)\b`,
  ].join("|"),
);
