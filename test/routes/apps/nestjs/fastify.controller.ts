import { pipeline, Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { Controller, Get, Headers, Response } from "@nestjs/common";
import type { FastifyReply } from "fastify";

/** What methods answer by themselves, or have a word in. */
@Controller()
export class FastifyController {
  @Get("unchanged")
  unchanged(@Headers("if-none-match") known: string, @Response({ passthrough: true }) reply: FastifyReply): string {
    if (known === '"v1"') reply.status(304);
    return "the same";
  }

  @Get("breaks")
  breaks(@Response() reply: FastifyReply): void {
    const parts = async function* () {
      yield "part";
      await delay(5);
      throw new Error("the source broke");
    };
    reply.hijack();
    pipeline(Readable.from(parts()), reply.raw, () => {});
  }

  @Get("silent")
  silent(@Response() _reply: FastifyReply): void {}

  @Get("endless")
  endless(@Response() { raw }: FastifyReply): void {
    raw.write("part");
  }

  @Get("late")
  async late(@Response() reply: FastifyReply): Promise<void> {
    reply.send("answered");
    await delay(20);
    throw new Error("too late");
  }
}
