import { describeFinding } from "./finding.js";

describeFinding("a function of AWS Lambda is found", {
  "by the type of the whole": {
    code: `import type { APIGatewayProxyHandlerV2, Handler, SQSHandler, APIGatewayProxyHandlerV2WithJWTAuthorizer } from "aws-lambda";
      export const a: Handler = async () => 1;
      export const b: APIGatewayProxyHandlerV2 = async (request) => request.rawPath;
      export const c = (async ({ Records }) => { Records.pop(); }) satisfies SQSHandler;
      export const d: APIGatewayProxyHandlerV2WithJWTAuthorizer = async () => "x";`,
    found: ["a", "b", "c", "d"].map((label) => `${label}: lambda, by type`),
  },
  "by the type of its event": {
    code: `import type { ALBEvent, APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
      export const list = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => respond(event);
      export async function find({ path }: ALBEvent, context: Context) { return { statusCode: 200, body: path }; }
      declare function respond(event: object): APIGatewayProxyResult;`,
    found: ["list: lambda, by type", "find: lambda, by type"],
  },
  "by what it is exported as": {
    code: `export const handler = async (event) => event;
      export function lambdaHandler(event, context, callback) { callback(null, 1); }`,
    language: "js",
    found: ["handler: lambda, by convention", "lambdaHandler: lambda, by convention"],
  },
  "in CommonJS": {
    code: "exports.handler = async function (event, context) { return { statusCode: 200 }; };",
    language: "js",
    found: ["handler: lambda, by type"],
  },
  "in calls that wrap it": {
    code: `import middy from "@middy/core";
      import { withLog } from "./log.js";
      interface Order { id: string }
      export const handler = middy(withLog(async (event: Order) => event.id));`,
    found: ["handler: lambda, by convention"],
  },
  "where middleware is added to it": {
    code: `import middy from "@middy/core";
      import parser from "@middy/http-json-body-parser";
      const lambdaHandler = async (event) => event;
      const other = async (event) => event;
      export const handler = middy(lambdaHandler).use(parser()).use({ before: (request) => {} });`,
    language: "js",
    found: ["lambdaHandler: lambda, by convention"],
  },
  "inline, where middleware is added to it": {
    code: `import middy from "@middy/core";
      import parser from "@middy/http-json-body-parser";
      export const handler = middy(async (event) => event).use(parser()).use(parser());`,
    language: "js",
    found: ["handler: lambda, by convention"],
  },
  "where it is given to middleware": {
    code: `import middy from "@middy/core";
      import parser from "@middy/http-json-body-parser";
      export const handler = middy().use(parser()).handler(async (event, context, { signal }) => signal.aborted);`,
    language: "js",
    found: ["handler: lambda, by convention"],
  },
  "that writes a stream": {
    code: `export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
        responseStream.end(context.awsRequestId);
      });`,
    language: "js",
    found: ["handler: lambda, by convention"],
  },
  "as a method of a class that is bound": {
    code: `import type { LambdaInterface } from "@aws-lambda-powertools/commons/types";
      class Orders implements LambdaInterface {
        public async handler(event: { id: string }, _context: unknown) { return event.id; }
      }
      const orders = new Orders();
      export const handler = orders.handler.bind(orders);`,
    found: ["Orders.handler: lambda, by convention"],
  },
});

describeFinding("no function of AWS Lambda is", {
  "a helper that is given the event": {
    code: `import type { APIGatewayProxyEvent } from "aws-lambda";
      export const userOf = (event: APIGatewayProxyEvent) => event.requestContext.authorizer;
      export const json = (event: APIGatewayProxyEvent, body: object) => ({ statusCode: 200, body });`,
    found: [],
  },
  "another function that is called a handler": {
    code: `import yargs from "yargs";
      export const handler = (argv: object) => argv;
      export const handlers = { handler: async (event) => event };
      const lambdaHandler = async (event) => event;
      export default lambdaHandler;`,
    language: "tsx",
    found: [],
  },
  "what listens to the browser": {
    code: "export const handler = (event: MouseEvent) => event.clientX;",
    found: [],
  },
});
