import { directory } from "../../../directory.js";
import type { NextApiRequest, NextApiResponse } from "../../../next.js";

export default function users({ method, body: { name, email } }: NextApiRequest, res: NextApiResponse) {
  if (method === "GET") return res.status(200).json([...directory.values()]);
  if (!name || !email) return res.status(400).json({ error: "name is missing" });
  if ([...directory.values()].some((user) => user.email === email)) return res.status(409).end();
  directory.set(3, { id: 3, name, email });
  return res.status(201).json({ id: 3 });
}
