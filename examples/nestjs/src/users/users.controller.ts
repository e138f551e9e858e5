import type { ServerResponse } from "node:http";
import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Res,
} from "@nestjs/common";
import { EmailTaken, type User, type UserInput, UsersService } from "./users.service";

/**
 * The HTTP side. Nothing here knows of metrics: the handlers are found by their decorators. An exception of NestJS with
 * a status below 500 is the client's mistake, and counts as ok; whatever else is thrown is an error.
 */
@Controller("users")
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  list(): Promise<User[]> {
    return this.users.list();
  }

  /** Writes its answer by itself, and so is judged by it, and lasts as long as it takes to be sent. */
  @Get("export")
  async export(@Res() response: ServerResponse): Promise<void> {
    response.writeHead(200, { "content-type": "text/csv" });
    for (const { id, name, email } of await this.users.list()) response.write(`${id},${name},${email}\n`);
    response.end();
  }

  @Get(":id")
  async find(@Param("id", ParseIntPipe) id: number): Promise<User> {
    const user = await this.users.find(id);
    if (user === undefined) throw new NotFoundException(`there is no user ${id}`);
    return user;
  }

  @Post()
  async add(@Body() body: unknown): Promise<User> {
    const input = readUserInput(body);
    try {
      return await this.users.add(input);
    } catch (error) {
      throw error instanceof EmailTaken ? new ConflictException(error.message) : error;
    }
  }

  @Put(":id")
  async replace(@Param("id", ParseIntPipe) id: number, @Body() body: unknown): Promise<User> {
    const user = await this.users.replace(id, readUserInput(body));
    if (user === undefined) throw new NotFoundException(`there is no user ${id}`);
    return user;
  }

  @Delete(":id")
  @HttpCode(204)
  async remove(@Param("id", ParseIntPipe) id: number): Promise<void> {
    if (!(await this.users.remove(id))) throw new NotFoundException(`there is no user ${id}`);
  }
}

function readUserInput(body: unknown): UserInput {
  if (typeof body !== "object" || body === null) throw new BadRequestException("the body must be a JSON object");
  const { name, email } = body as Partial<Record<string, unknown>>;
  if (typeof name !== "string" || name.trim() === "") throw new BadRequestException("'name' must not be empty");
  if (typeof email !== "string" || !email.includes("@")) throw new BadRequestException("'email' must be an address");
  return { name: name.trim(), email: email.toLowerCase() };
}
