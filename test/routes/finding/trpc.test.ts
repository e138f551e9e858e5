import { describeFinding } from "./finding.js";

describeFinding("a procedure of tRPC is found", {
  "where tRPC is set up": {
    code: `import { initTRPC } from "@trpc/server";
      const t = initTRPC.context<{ user: string }>().create();
      export const appRouter = t.router({
        list: t.procedure.query(() => []),
        "by-id": t.procedure.input((value: unknown) => value as string).query(({ input }) => input),
        nested: { add: t.procedure.mutation(async (opts) => opts.ctx.user) },
        inner: t.router({ ticks: t.procedure.subscription(async function* () { yield 1; }) }),
      });`,
    found: [
      "appRouter.list: trpc, by registration of query list",
      "appRouter.by-id: trpc, by registration of query by-id",
      "appRouter.nested.add: trpc, by registration of mutation nested.add",
      "appRouter.inner.ticks: undefined, by undefined",
    ],
  },
  "by what its procedure is called, where another file exports that": {
    code: `import { adminProcedure, publicProcedure, router, api } from "./trpc.js";
      export const users = router({
        a: publicProcedure.query(async ({ input }) => input),
        b: adminProcedure.input({}).output({}).mutation(remove),
        c: api.protectedProcedure.use(log).query(() => 1),
      });
      export const single = publicProcedure.query(() => 1);
      async function remove() {}
      declare const log: unknown;`,
    found: [
      "users.a: trpc, by registration of query a",
      "users.c: trpc, by registration of query c",
      "single: trpc, by registration of query",
      "remove: trpc, by registration of mutation b",
    ],
  },
  "by types": {
    code: `import { base, router } from "./trpc.js"; export default router({ a: base.query(() => 1) });`,
    beside: {
      "trpc.ts": `import { initTRPC } from "@trpc/server";
        const t = initTRPC.create();
        export const base = t.procedure, router = t.router;`,
    },
    found: ["a: trpc, by registration of query a, with types"],
  },
});

describeFinding("no procedure of tRPC is", {
  "middleware, a parser, and what makes a context": {
    code: `import { initTRPC } from "@trpc/server";
      const t = initTRPC.create({ errorFormatter: ({ shape }) => shape });
      const log = t.middleware(async ({ next }) => next());
      export const createContext = async () => ({});
      export const loggedProcedure = t.procedure.use(log).use((opts) => opts.next()).input((value: unknown) => value);`,
    found: [],
  },
  "a query of something else": {
    code: `import { createApi } from "@reduxjs/toolkit/query";
      export const api = createApi({ endpoints: (build: any) => ({ a: build.query({ query: () => "/a" }), b: build.mutation(() => 1) }) });
      declare const db: { query(run: () => void): void };
      db.query(() => {});`,
    language: "tsx",
    found: [],
  },
});
