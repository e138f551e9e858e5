import { notFound } from "next/navigation";
import { readUserInput } from "@/lib/userInput";
import { findUser, removeUser, replaceUser } from "@/lib/users";

interface Context {
  readonly params: Promise<{ id: string }>;
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const user = await findUser(Number(id));
  // notFound() throws. It is no error: Next.js answers 404.
  if (user === undefined) notFound();
  return Response.json(user);
}

export const PUT = async (request: Request, { params }: Context): Promise<Response> => {
  const { id } = await params;
  const input = await readUserInput(request);
  if (typeof input === "string") return Response.json({ error: input }, { status: 400 });
  const user = await replaceUser(Number(id), input);
  if (user === undefined) notFound();
  return Response.json(user);
};

export async function DELETE(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  if (!(await removeUser(Number(id)))) notFound();
  return new Response(null, { status: 204 });
}
