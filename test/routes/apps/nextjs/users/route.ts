import { NextResponse } from "next/server";
import { directory } from "../directory";

export const dynamic = "force-dynamic";

export async function GET() {
  return Response.json([...directory.values()]);
}

export const POST = async (request: Request) => {
  const { name, email } = await request.json();
  if (!name) return NextResponse.json({ error: "name is missing" }, { status: 400 });
  if ([...directory.values()].some((user) => user.email === email)) return new Response(null, { status: 409 });
  directory.set(3, { id: 3, name, email });
  return NextResponse.json({ id: 3 }, { status: 201 });
};
