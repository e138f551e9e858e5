export function GET(request: Request) {
  const isKnown = request.headers.get("if-none-match") === '"v1"';
  return new Response(isKnown ? null : "the same", { status: isKnown ? 304 : 200, headers: { etag: '"v1"' } });
}
