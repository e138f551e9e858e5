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
  "behind a decorator of the project's own that the file composes": {
    code: `import { applyDecorators, Controller, Get, HttpCode, Patch, Post, RequestMapping, RequestMethod, UseGuards } from "@nestjs/common";
      const AuthGet = (path?: string, ...roles: string[]) => applyDecorators(Get(path), UseGuards(...(roles as any)));
      function Create(path = "new"): MethodDecorator { return applyDecorators(Post(path), HttpCode(201)); }
      const List = () => AuthGet("list", "admin");
      const Read = Get;
      const Change: MethodDecorator = Patch(":id");
      const By = (method: RequestMethod, path: string) => RequestMapping({ path, method });
      const Either = (isRead: boolean) => (isRead ? Get("x") : Post("x"));
      const Direct = (path: string): MethodDecorator => (target, key, descriptor) => { Get(path)(target, key, descriptor); };
      class Routes { static Find(path: string) { return Get(path); } }
      @Controller("users") class Users {
        @AuthGet() all() {}
        @AuthGet(":id") find() {}
        @Create() create() {}
        @Create("draft") draft() {}
        @List() list() {}
        @Read("read") read() {}
        @Change change() {}
        @Either(true) either() {}
        @By(RequestMethod.PUT, "by") by() {}
        @Direct("direct") direct() {}
      }`,
    found: [
      "Users.all: nestjs, by decorator of GET /users",
      "Users.find: nestjs, by decorator of GET /users/:id",
      "Users.create: nestjs, by decorator of POST /users/new",
      "Users.draft: nestjs, by decorator of POST /users/draft",
      "Users.list: nestjs, by decorator of GET /users/list",
      "Users.read: nestjs, by decorator of GET /users/read",
      "Users.change: nestjs, by decorator of PATCH /users/:id",
      "Users.either: nestjs, by decorator",
      "Users.by: nestjs, by decorator of PUT /users/by",
      "Users.direct: nestjs, by decorator of GET /users/direct",
    ],
  },
  "behind a decorator that another file composes, by its definition or by its name": {
    beside: {
      "http.ts": `import { applyDecorators, Controller, Get, Post, UseGuards } from "@nestjs/common";
        export { Put } from "@nestjs/common";
        export const AuthGet = (path?: string) => applyDecorators(UseGuards(), Get(path));
        export const Endpoint = (path: string) => applyDecorators(Post(path));
        export const ApiController = (path: string) => applyDecorators(Controller({ path, version: "1" }));`,
    },
    code: `import { Controller } from "@nestjs/common";
      import { ApiController, AuthGet, Endpoint, Put } from "./http.js";
      import * as http from "./http.js";
      @ApiController("users") class Users {
        @AuthGet() list() {}
        @Endpoint("new") create() {}
        @Put(":id") replace() {}
        @http.Endpoint("more") more() {}
        @http.AuthGet("get") get() {}
      }`,
    found: [
      "Users.list: nestjs, by decorator of GET /users",
      "Users.create: nestjs, by decorator of POST /users/new, with types",
      "Users.replace: nestjs, by decorator of PUT /users/:id",
      "Users.more: nestjs, by decorator of POST /users/more, with types",
      "Users.get: nestjs, by decorator of GET /users/get",
    ],
    foundByText: [
      "Users.list: nestjs, by decorator",
      "Users.replace: nestjs, by decorator",
      "Users.get: nestjs, by decorator",
    ],
  },
  "behind a package's decorator that is called like a verb": {
    code: `import { Controller } from "@nestjs/common";
      import { GetJson, PublicPost } from "@acme/nest";
      @Controller("users") class Users { @GetJson() list() {} @PublicPost("x") create() {} }`,
    found: ["Users.list: nestjs, by decorator", "Users.create: nestjs, by decorator"],
  },
  "behind nestia's decorators": {
    code: `import core, { TypedBody, TypedRoute } from "@nestia/core";
      import { Controller } from "@nestjs/common";
      @Controller("users") class Users {
        @TypedRoute.Get(":id") find() {}
        @core.TypedRoute.Post() create(@TypedBody() body: object) {}
        @core.EncryptedRoute.Patch("secret") change() {}
      }`,
    found: [
      "Users.find: nestjs, by decorator of GET /users/:id",
      "Users.create: nestjs, by decorator of POST /users",
      "Users.change: nestjs, by decorator of PATCH /users/secret",
    ],
  },
  "in a controller that a function makes": {
    code: `import { Body, Controller, Get, Post, type Type } from "@nestjs/common";
      export function CrudController<T>(path: string): Type<object> {
        @Controller(path)
        class Crud {
          @Get() list() { return []; }
          @Post() create(@Body() body: T) { return body; }
        }
        return Crud;
      }`,
    found: [
      "CrudController.Crud.list: nestjs, by decorator of GET /path",
      "CrudController.Crud.create: nestjs, by decorator of POST /path",
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
  "a message's handler, though it gets a body": {
    code: `import { Body, Controller, Get, applyDecorators } from "@nestjs/common";
      import { EventPattern, GrpcMethod, MessagePattern } from "@nestjs/microservices";
      import { Cron } from "@nestjs/schedule";
      import { OnEvent } from "@nestjs/event-emitter";
      import { Log, Trace } from "./log.js";
      const Command = (name: string) => applyDecorators(MessagePattern(name));
      @Controller() class Users {
        @MessagePattern("create") @Log() create(@Body() body: object) {}
        @EventPattern("created") created(@Body() body: object) {}
        @GrpcMethod("Users", "Get") get(@Body() body: object) {}
        @Command("remove") remove(@Body() body: object) {}
        @Cron("* * * * *") tick() {}
        @OnEvent("x") notice(@Body() body: object) {}
        @Trace() traced() {}
        @Get() @MessagePattern("list") list() {}
      }`,
    found: ["Users.list: nestjs, by decorator of GET /"],
  },
  "what a decorator called like a verb decorates that is none": {
    beside: {
      "docs.ts": `import { SetMetadata } from "@nestjs/common"; export const ApiGetDocs = () => SetMetadata("docs", true);`,
    },
    code: `import { Controller, SetMetadata } from "@nestjs/common";
      import { AfterDelete } from "typeorm";
      import { ApiGetDocs } from "./docs.js";
      const LogGet = () => SetMetadata("log", true);
      @Controller() class Users {
        @LogGet() log() {}
        @AfterDelete() clean() {}
        @ApiGetDocs() docs() {}
      }
      class Service { @CacheGet() find() {} }
      declare const CacheGet: () => MethodDecorator;`,
    found: [],
    foundByText: ["Users.docs: nestjs, by decorator"],
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
