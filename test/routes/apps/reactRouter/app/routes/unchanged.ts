export const loader = () => new Response(null, { status: 304, headers: { etag: '"v1"' } });
