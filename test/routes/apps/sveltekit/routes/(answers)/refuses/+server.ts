import { error } from "@sveltejs/kit";

export const GET = async () => error(403, { message: "not yours" });
