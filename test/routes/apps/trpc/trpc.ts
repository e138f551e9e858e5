import { initTRPC } from "@trpc/server";

export interface Context {
  readonly id: number;
}

const t = initTRPC.context<Context>().create();

export const { router } = t;

/** Middleware is no handler, whatever it looks like. */
export const publicProcedure = t.procedure.use(async ({ next }) => next());
