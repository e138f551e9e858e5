import { describeFramework, type FrameworkUnderTest } from "./framework.js";

const nestjs: Omit<FrameworkUnderTest, "labels"> = {
  app: "nestjs",
  class: "method",
  // Methods that ask for the response.
  classes: { breaks: "response", leftWaiting: "response", leftReading: "response", answersThenRejects: "response" },
  without: ["passes", "handsOn"],
  packages: ["@nestjs", "express", "fastify", "reflect-metadata", "rxjs"],
  settings: { compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } },
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

describeFramework({
  ...nestjs,
  args: ["express"],
  labels: {
    ...labels,
    unchanged: "ExpressController.unchanged",
    breaks: "ExpressController.breaks",
    leftWaiting: "ExpressController.silent",
    leftReading: "ExpressController.endless",
    answersThenRejects: "ExpressController.late",
  },
});

describeFramework({
  ...nestjs,
  args: ["fastify"],
  labels: {
    ...labels,
    unchanged: "FastifyController.unchanged",
    breaks: "FastifyController.breaks",
    leftWaiting: "FastifyController.silent",
    leftReading: "FastifyController.endless",
    answersThenRejects: "FastifyController.late",
  },
});
