import type { Framework } from "./framework.js";

const events = [
  "APIGatewayProxyEvent",
  "APIGatewayProxyEventV2",
  "APIGatewayEvent",
  "ALBEvent",
  "LambdaFunctionURLEvent",
];

const authorizers = ["WithIAMAuthorizer", "WithJWTAuthorizer", "WithLambdaAuthorizer"];

/** AWS Lambda: exports that have one of its handlers' types, or are called `handler` and given an event. */
export const lambda: Framework = {
  name: "lambda",
  modules: ["aws-lambda", "@netlify/functions"],
  typePackages: ["@types/aws-lambda"],
  handlerTypes: /Handler(?:V2.*|With.*)?$/,
  exportNames: ["handler", "lambdaHandler"],
  signature: {
    parameters: [[...events, ...authorizers.map((name) => `APIGatewayProxyEventV2${name}`)]],
    next: ["Context"],
  },
  answers: { by: "mention", name: "statusCode" },
  // A streamed response stands before the context.
  usualNames: [/^_*(event|evt)$/, /^_*(ctx|context|\w*stream)$/i, /^_*(cb|callback|done|ctx|context)$/],
  callbackParameter: 2,
  judgesResult: true,
};
