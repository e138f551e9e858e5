import type { NextRequest } from "next/server";
import { readUserInput } from "@/lib/userInput";
import { addUser, listUsers } from "@/lib/users";

export async function GET(request: NextRequest): Promise<Response> {
  return Response.json(await listUsers(request.nextUrl.searchParams.get("search") ?? ""));
}

export async function POST(request: Request): Promise<Response> {
  const input = await readUserInput(request);
  if (typeof input === "string") return Response.json({ error: input }, { status: 400 });
  const user = await addUser(input);
  if (user === undefined) return Response.json({ error: `${input.email} belongs to another user` }, { status: 409 });
  return Response.json(user, { status: 201, headers: { location: `/users/${user.id}` } });
}
