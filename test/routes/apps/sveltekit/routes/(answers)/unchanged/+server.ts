export const GET = () => new Response(null, { status: 304, headers: { etag: '"v1"' } });
