import { redirect } from "next/navigation";

export const dynamic = "force-dynamic";

/** redirect() throws, and is no error either. */
export function GET(): never {
  redirect("/users/1");
}
