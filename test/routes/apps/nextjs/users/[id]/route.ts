import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { directory } from "../../directory";

type Context = { params: Promise<{ id: string }> };

const inDirectory =
  (handler: (request: NextRequest, id: number) => Promise<Response>, _options: { logged: boolean }) =>
  async (request: NextRequest, { params }: Context) =>
    handler(request, Number((await params).id));

export async function GET(_request: NextRequest, { params }: Context) {
  const user = directory.get(Number((await params).id));
  if (user === undefined) notFound();
  return Response.json(user);
}

export const PUT = inDirectory(
  async (request, id) => {
    const user = { ...(await request.json()), id };
    directory.set(id, user);
    return Response.json(user);
  },
  { logged: false },
);

async function remove(_request: NextRequest, { params }: Context) {
  directory.delete(Number((await params).id));
  return new Response(null, { status: 204 });
}

export { remove as DELETE };
