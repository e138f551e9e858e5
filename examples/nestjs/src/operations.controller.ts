import { Controller, Get, Header } from "@nestjs/common";
import { register } from "prom-client";

/** For those who run the service. `routes.exclude` in tsconfig.json keeps it out of what users were promised. */
@Controller()
export class OperationsController {
  @Get("health")
  health(): { status: string } {
    return { status: "up" };
  }

  @Get("metrics")
  @Header("content-type", register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
