import "reflect-metadata";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { AnswersController } from "./answers.controller.js";
import { Directory } from "./directory.js";
import { UsersController } from "./users.controller.js";

const isFastify = process.argv[2] === "fastify";
const OwnController = isFastify
  ? (await import("./fastify.controller.js")).FastifyController
  : (await import("./express.controller.js")).ExpressController;

@Module({
  controllers: [UsersController, AnswersController, OwnController],
  providers: [Directory],
})
class UserModule {}

const app = isFastify
  ? await NestFactory.create<NestFastifyApplication>(UserModule, new FastifyAdapter(), { logger: ["fatal", "error"] })
  : await NestFactory.create(UserModule, { logger: ["fatal", "error"] });
await app.listen(0, "127.0.0.1");
console.log(JSON.stringify(app.getHttpServer().address()));
