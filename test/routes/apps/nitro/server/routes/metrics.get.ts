import { defineHandler } from "nitro/h3";
import { register } from "prom-client";

export default defineHandler(
  async () => new Response(await register.metrics(), { headers: { "content-type": register.contentType } }),
);
