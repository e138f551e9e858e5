import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { NextApiRequest, NextApiResponse } from "../../next.js";

const answers: Readonly<Record<string, (res: NextApiResponse) => unknown>> = {
  unchanged: (res) => res.status(304).end(),
  redirected: (res) => res.redirect(302, "/users"),
  unavailable: (res) => res.status(503).json({ error: "try again later" }),
  refuses: (res) => res.status(403).end("not yours"),
  throws() {
    throw new Error("thrown");
  },
  async rejects() {
    await delay(1);
    throw new Error("rejected");
  },
  streams: (res) => pipeline(Readable.from(parts()), res),
  breaks: (res) => pipeline(Readable.from(brokenParts()), res).catch(() => {}),
  async slow(res) {
    await delay(310);
    res.end("at last");
  },
  silent: () => new Promise(() => {}),
  endless: (res) => res.write("part"),
  async late(res) {
    res.end("sent");
    await delay(1);
    throw new Error("too late");
  },
};

async function* parts() {
  for (let i = 0; i < 3; i++) {
    yield "part";
    await delay(110);
  }
}

async function* brokenParts() {
  yield "part";
  await delay(5);
  throw new Error("the source broke");
}

const handler = async (req: NextApiRequest, res: NextApiResponse) => answers[req.query.answer ?? ""]?.(res);

export default handler;
