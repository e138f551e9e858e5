import { json } from "@sveltejs/kit";

export const GET = async () => json({ error: "try again later" }, { status: 503 });
