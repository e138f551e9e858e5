import { register } from "prom-client";

export const GET = async () => new Response(await register.metrics());
