import { register } from "prom-client";

export const loader = async () => new Response(await register.metrics());
