import { directory } from "../../../directory.js";
import type { NextApiRequest, NextApiResponse } from "../../../next.js";

type Handler = (req: NextApiRequest, res: NextApiResponse) => unknown;

const withLog = (handler: Handler): Handler => handler;

export default withLog((req, res) => {
  const id = Number(req.query.id);
  if (req.method === "DELETE") directory.delete(id);
  if (req.method === "DELETE") return res.status(204).end();
  if (req.method === "PUT") directory.set(id, { id, name: req.body.name ?? "", email: req.body.email ?? "" });
  const user = directory.get(id);
  return user === undefined ? res.status(404).json({ error: "no such user" }) : res.json(user);
});
