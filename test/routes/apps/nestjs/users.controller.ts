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
} from "@nestjs/common";
import { Directory, type User, type UserInput } from "./directory.js";

@Controller("users")
export class UsersController {
  constructor(private readonly directory: Directory) {}

  @Get()
  list(): User[] {
    return this.directory.list();
  }

  @Get(":id")
  async find(@Param("id", ParseIntPipe) id: number): Promise<User> {
    const user = await this.directory.find(id);
    if (user === undefined) throw new NotFoundException();
    return user;
  }

  @Post()
  create(@Body() { name, email }: UserInput): User {
    if (!name) throw new BadRequestException("name is missing");
    if (this.directory.list().some((user) => user.email === email)) throw new ConflictException();
    return this.directory.put(3, { name, email });
  }

  @Put(":id")
  replace(@Param("id", ParseIntPipe) id: number, @Body() input: UserInput): Promise<User> {
    return Promise.resolve(this.directory.put(id, input));
  }

  @Delete(":id")
  @HttpCode(204)
  async remove(@Param("id", ParseIntPipe) id: number): Promise<void> {
    this.directory.remove(id);
  }
}
