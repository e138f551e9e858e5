import { register } from "prom-client";

export const dynamic = "force-dynamic";

/** `routes.exclude` in autometrics.json keeps it out of what users were promised. */
export async function GET(): Promise<Response> {
  return new Response(await register.metrics(), { headers: { "content-type": register.contentType } });
}
