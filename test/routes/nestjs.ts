/** The application under apps/nestjs, on both servers that NestJS runs on. */
import { describeFramework, type FrameworkUnderTest } from "./framework.js";

export const nestjsSettings = { compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } };

const nestjs: Omit<FrameworkUnderTest, "labels"> = {
  app: "nestjs",
  class: "method",
  // Methods that ask for the response.
  classes: { breaks: "response", leftWaiting: "response", leftReading: "response", answersThenRejects: "response" },
  without: ["passes", "handsOn"],
  packages: ["@nestjs", "express", "fastify", "reflect-metadata", "rxjs"],
  settings: nestjsSettings,
};

const labels = {
  list: "UsersController.list",
  find: "UsersController.find",
  unknown: "UsersController.find",
  create: "UsersController.create",
  duplicate: "UsersController.create",
  invalid: "UsersController.create",
  replace: "UsersController.replace",
  remove: "UsersController.remove",
  redirected: "AnswersController.redirected",
  unavailable: "AnswersController.unavailable",
  throws: "AnswersController.throws",
  rejects: "AnswersController.rejects",
  refuses: "AnswersController.refuses",
  streams: "AnswersController.streams",
  slow: "AnswersController.slow",
};

const own = (controller: string) => ({
  unchanged: `${controller}.unchanged`,
  breaks: `${controller}.breaks`,
  leftWaiting: `${controller}.silent`,
  leftReading: `${controller}.endless`,
  answersThenRejects: `${controller}.late`,
});

/** @param more What a version of NestJS has of its own. */
export function describeNestjs(more?: Partial<FrameworkUnderTest>): void {
  describeFramework({ ...nestjs, args: ["express"], labels: { ...labels, ...own("ExpressController") }, ...more });
  describeFramework({ ...nestjs, args: ["fastify"], labels: { ...labels, ...own("FastifyController") }, ...more });
}
