import { expect, it } from "vitest";
import { mentionsFramework } from "../../transformer/routes/frameworks.js";

it.each(["const found = orders.get(id);", "cache.delete(key);", "await Promise.all([load(1), load(2)]);"])(
  "a file that only says %s is not looked at for handlers",
  (text) => expect(mentionsFramework(text)).toBe(false),
);

it.each([
  'app.get("/users", list);',
  "app.get<Params>(path, list);",
  'router.route("/users").get(list);',
  'app.all("/users", list);',
  "export async function GET() {}",
  "const list: RequestHandler = list;",
])("a file that says %s is looked at", (text) => expect(mentionsFramework(text)).toBe(true));
