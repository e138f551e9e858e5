import { defineHandler } from "nitro/h3";

export default defineHandler(() => new Response(null, { status: 304, headers: { etag: '"v1"' } }));
