export const loader = async () => Response.json({ error: "try again later" }, { status: 503 });
