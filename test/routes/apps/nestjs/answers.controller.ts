import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import {
  Controller,
  ForbiddenException,
  Get,
  Header,
  Redirect,
  ServiceUnavailableException,
  StreamableFile,
} from "@nestjs/common";
import { register } from "prom-client";

/** What is answered around a method, from what it returns or throws. */
@Controller()
export class AnswersController {
  @Get("redirected")
  @Redirect("/users")
  redirected(): void {}

  @Get("unavailable")
  async unavailable(): Promise<never> {
    throw new ServiceUnavailableException("try again later");
  }

  @Get("throws")
  throws(): never {
    throw new Error("thrown");
  }

  @Get("rejects")
  async rejects(): Promise<never> {
    await delay(1);
    throw new Error("rejected");
  }

  @Get("refuses")
  refuses(): Promise<never> {
    return Promise.reject(new ForbiddenException("not yours"));
  }

  @Get("streams")
  streams(): StreamableFile {
    const parts = async function* () {
      for (let i = 0; i < 3; i++) {
        yield "part";
        await delay(110);
      }
    };
    return new StreamableFile(Readable.from(parts(), { objectMode: false }));
  }

  @Get("slow")
  async slow(): Promise<string> {
    await delay(310);
    return "at last";
  }

  @Get("metrics")
  @Header("content-type", register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
