export const dynamic = "force-dynamic";

export async function GET() {
  return Response.json({ error: "try again later" }, { status: 503 });
}
