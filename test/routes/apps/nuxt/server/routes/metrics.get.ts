import { register } from "prom-client";

export default defineEventHandler(
  async () => new Response(await register.metrics(), { headers: { "content-type": register.contentType } }),
);
