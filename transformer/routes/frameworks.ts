import { express } from "./express.js";
import { fastify } from "./fastify.js";
import type { Framework, Taker } from "./framework.js";
import { h3 } from "./h3.js";
import { hono } from "./hono.js";
import type { ImportedName } from "./imports.js";
import { koa } from "./koa.js";
import { lambda } from "./lambda.js";
import { nestjs } from "./nestjs.js";
import { nextjs } from "./nextjs.js";
import { nextPages } from "./nextPages.js";
import { nodeHttp } from "./nodeHttp.js";
import { reactRouter } from "./reactRouter.js";
import { sveltekit } from "./sveltekit.js";
import { trpc } from "./trpc.js";

/** Every framework whose handlers are found. Where two could claim a function, the earlier does. */
export const frameworks: readonly Framework[] = [
  express,
  fastify,
  hono,
  koa,
  h3,
  nestjs,
  nextjs,
  nextPages,
  sveltekit,
  reactRouter,
  trpc,
  lambda,
  nodeHttp,
];

/** Whether a module specifier is one of a framework's, or of something below it: `hono/factory`. */
export function isModuleOf({ modules }: Framework, specifier: string): boolean {
  return modules.some((module) => specifier === module || specifier.startsWith(`${module}/`));
}

/** The framework that a file imports under a module specifier. */
export function frameworkOfModule(specifier: string): Framework | undefined {
  return frameworks.find((framework) => isModuleOf(framework, specifier));
}

/** Whether a type that a file imports is one of a framework's of these names. */
export function isTypeOf(
  framework: Framework,
  { module, name }: ImportedName,
  names: readonly string[] | RegExp,
): boolean {
  return isNamed(names, name) && (isModuleOf(framework, module) || framework.typePackages.includes(module));
}

export function isNamed(names: readonly string[] | RegExp, name: string): boolean {
  return names instanceof RegExp ? names.test(name) : names.includes(name);
}

export function isTaker({ callee, modules }: Taker, { module, name }: ImportedName): boolean {
  return callee === name && modules.includes(module);
}

/** The framework whose types a declaration file holds. */
export function frameworkOfDeclaration(fileName: string): Framework | undefined {
  const name = packageOfDeclaration(fileName);
  if (name === undefined) return undefined;
  return frameworks.find(({ modules, typePackages }) => modules.includes(name) || typePackages.includes(name));
}

/** The innermost package of a path: `node_modules/a/node_modules/b/index.d.ts` is b's; pnpm nests so too. */
export function packageOfDeclaration(fileName: string): string | undefined {
  return /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(fileName)?.[1]?.replace("\\", "/");
}

/** A sign that a file may hold handlers: without one, it is not looked at. */
export function mentionsFramework(text: string): boolean {
  return sign.test(text);
}

const sign = new RegExp(
  [
    // With more than one argument: a map's `get(key)` and `Promise.all([…])` stand in most files.
    String.raw`\.(?!all\s*\(\s*\[)(?:get|post|put|patch|delete|del|head|options|trace|query|all|on|register|openapi)\s*(?:<[^()]*>\s*)?\((?!\s*[^(),{}[\]]*\))`,
    // Of a chain, whose handlers may be its calls' only arguments.
    String.raw`\.(?:route|basePath)\s*[(<]`,
    String.raw`\b(?:createServer|createSecureServer|createHandlers)\b|\$app/server\b`,
    String.raw`\bhandler\b|\baws-lambda\b`,
    String.raw`[pP]rocedure\b|\binitTRPC\b`,
    // FastifyRequest, RequestHandler, AppContext.
    String.raw`(?:Request|Response|Reply|Context|(?:Handler|Controller|Route)s?|Listener|IncomingMessage|Options)\b`,
    // Parameters without types.
    String.raw`\b_*req(?:uest)?\s*,\s*_*(?:res(?:ponse)?|rep(?:ly)?)\b`,
    String.raw`Controller\b|@[\w.]*(?:Get|Post|Put|Patch|Delete|Head|Options|All|Sse|Search|RequestMapping)`,
    String.raw`\bexport\b[^;=({]*\b(?:GET|HEAD|OPTIONS|POST|PUT|DELETE|PATCH)\b`,
  ].join("|"),
);
