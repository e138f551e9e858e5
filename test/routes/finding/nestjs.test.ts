import { describeFinding } from "./finding.js";

const verbs = ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "All", "Search"];

describeFinding("a handler of NestJS is found", {
  "by every decorator of a verb, under the controller's path": {
    code: `import { Controller, ${verbs.join(", ")} } from "@nestjs/common";
      @Controller("users")
      export class Users {
        ${verbs.map((verb) => `@${verb}("${verb.toLowerCase()}") ${verb.toLowerCase()}() {}`).join("\n")}
      }`,
    found: verbs.map(
      (verb) =>
        `Users.${verb.toLowerCase()}: nestjs, by decorator of ${verb.toUpperCase()} /users/${verb.toLowerCase()}`,
    ),
  },
  "by a decorator without a path, with one, with several": {
    code: `import { Controller, Get, Post } from "@nestjs/common";
      @Controller() class A { @Get() a() {} @Get("/b/") b() {} }
      @Controller({ path: "/people", version: "1" }) class B { @Get([":id", ":id/details"]) c() {} @Post(\`new\`) d() {} }
      const path = "named";
      @Controller(path) class C { @Get() e() {} }`,
    found: [
      "A.a: nestjs, by decorator of GET /",
      "A.b: nestjs, by decorator of GET /b",
      "B.c: nestjs, by decorator of GET /people/:id",
      "B.d: nestjs, by decorator of POST /people/new",
      "C.e: nestjs, by decorator of GET /path",
    ],
  },
  "by imports under other names, of the whole module, and required ones": {
    code: `import { Controller as Api, Get as Read } from "@nestjs/common";
      import * as nest from "@nestjs/common";
      import common = require("@nestjs/common");
      @Api("a") class A { @Read() a() {} }
      @nest.Controller("b") class B { @nest.Get() b() {} }
      @common.Controller("c") class C { @common.Post() c() {} }`,
    found: [
      "A.a: nestjs, by decorator of GET /a",
      "B.b: nestjs, by decorator of GET /b",
      "C.c: nestjs, by decorator of POST /c",
    ],
  },
  "by RequestMapping and Sse": {
    code: `import { Controller, MessageEvent, RequestMapping, RequestMethod, Sse } from "@nestjs/common";
      import { of } from "rxjs";
      @Controller("users") class Users {
        @RequestMapping({ path: "a", method: RequestMethod.POST }) a() {}
        @RequestMapping({ path: "b" }) b() {}
        @Sse("events") events() { return of({ data: "x" } as MessageEvent); }
        @Sse() feed() {}
      }`,
    found: [
      "Users.a: nestjs, by decorator of POST /users/a",
      "Users.b: nestjs, by decorator of GET /users/b",
      "Users.events: nestjs, by decorator of GET /users/events",
      "Users.feed: nestjs, by decorator of GET /users",
    ],
  },
  "in a class that controllers extend": {
    code: `import { Get, Post, Body } from "@nestjs/common";
      export abstract class Crud<T> {
        abstract load(): T[];
        @Get() list(): T[] { return this.load(); }
        @Post() create(@Body() body: T): T { return body; }
      }`,
    found: ["Crud.list: nestjs, by decorator of GET /", "Crud.create: nestjs, by decorator of POST /"],
  },
  "among decorators of other packages and of the project's own": {
    code: `import { Controller, Get, HttpCode, Param, UseGuards } from "@nestjs/common";
      import { ApiOperation } from "@nestjs/swagger";
      import { Roles, Auth } from "./auth.js";
      @Auth() @Controller("users") export default class {
        @ApiOperation({}) @Roles("admin") @Get(":id") @HttpCode(200) @UseGuards(Auth) async find(@Param("id") id: string) { return id; }
      }`,
    found: ["default.find: nestjs, by decorator of GET /users/:id"],
  },
  "behind a decorator of the project's own, by what its parameters are given": {
    code: `import { Body, Controller, Param, Res } from "@nestjs/common";
      import { AuthGet, AuthPost, OnEvent } from "./auth.js";
      @Controller("users") class Users {
        @AuthGet(":id") find(@Param("id") id: string) { return id; }
        @AuthPost() create(@Body() body: object) { return body; }
        @AuthPost("raw") raw(@Res() response: any) { response.end(); }
        @OnEvent("x") notice(event: object) {}
      }`,
    found: [
      "Users.find: nestjs, by decorator",
      "Users.create: nestjs, by decorator",
      "Users.raw: nestjs, by decorator",
    ],
  },
});

describeFinding("NestJS' own way does not make a handler of", {
  "other methods of controllers, and other classes": {
    code: `import { Controller, Get, Injectable, Param, UseGuards } from "@nestjs/common";
      import { MessagePattern, Payload } from "@nestjs/microservices";
      @Controller("users") export class Users {
        constructor(private readonly service: Service) {}
        @Get() list() { return this.helper(); }
        private helper() { return []; }
        async onModuleInit() {}
        @MessagePattern("users") answer(@Payload() data: object) { return data; }
        @UseGuards() guarded() {}
      }
      @Injectable() export class Service { find(id: string) { return id; } get(id: string) { return id; } }`,
    found: ["Users.list: nestjs, by decorator of GET /users"],
  },
  "what other packages decorate by the same names": {
    code: `import { Controller, Get, Param } from "routing-controllers";
      import { Post } from "./decorators.js";
      const Put = () => () => {};
      @Controller() class Users { @Get("/users/:id") find(@Param("id") id: string) {} @Post() create() {} @Put() put() {} }`,
    found: [],
  },
  "guards, pipes, filters, interceptors and middleware": {
    code: `import { CallHandler, CanActivate, Catch, ExceptionFilter, ExecutionContext, HttpException, Injectable, ArgumentsHost, NestInterceptor, NestMiddleware, PipeTransform } from "@nestjs/common";
      import type { NextFunction, Request, Response } from "express";
      @Injectable() class Guard implements CanActivate { canActivate(context: ExecutionContext) { return true; } }
      @Injectable() class Pipe implements PipeTransform { transform(value: string) { return value; } }
      @Injectable() class Interceptor implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) { return next.handle(); } }
      @Catch(HttpException) class Filter implements ExceptionFilter { catch(error: HttpException, host: ArgumentsHost) { host.switchToHttp().getResponse().end(); } }
      @Injectable() class Middleware implements NestMiddleware { use(req: Request, res: Response, next: NextFunction) { next(); } }`,
    found: [],
  },
});
