export async function loader(): Promise<never> {
  throw new Response("not yours", { status: 403 });
}
