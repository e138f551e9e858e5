import { pipeline, Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { Controller, Get, Header, Res } from "@nestjs/common";
import type { Response } from "express";

/** What methods answer by themselves, and what Express makes of an answer. */
@Controller()
export class ExpressController {
  @Get("unchanged")
  @Header("etag", '"v1"')
  unchanged(): string {
    return "the same";
  }

  @Get("breaks")
  breaks(@Res() response: Response): void {
    const parts = async function* () {
      yield "part";
      await delay(5);
      throw new Error("the source broke");
    };
    pipeline(Readable.from(parts()), response, () => {});
  }

  @Get("silent")
  silent(@Res() _response: Response): void {}

  @Get("endless")
  endless(@Res() response: Response): void {
    response.write("part");
  }

  @Get("late")
  async late(@Res() response: Response): Promise<void> {
    response.send("answered");
    await delay(20);
    throw new Error("too late");
  }
}
