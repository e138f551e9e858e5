import { setTimeout as delay } from "node:timers/promises";
import type { APIGatewayProxyHandlerV2 } from "aws-lambda";

export const unchanged: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 304, headers: { etag: '"v1"' } });

export const redirected: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 302, headers: { location: "/users" } });

export const unavailable: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 503, body: "try again later" });

export const throws: APIGatewayProxyHandlerV2 = () => {
  throw new Error("thrown");
};

export const rejects: APIGatewayProxyHandlerV2 = async () => {
  await delay(1);
  throw new Error("rejected");
};

export const refuses: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 403, body: "not yours" });

export const slow: APIGatewayProxyHandlerV2 = async () => {
  await delay(310);
  return "at last";
};
