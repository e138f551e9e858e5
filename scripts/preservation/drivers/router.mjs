/** Random route trees: matching, generated paths, and navigations with loaders, actions, redirects and errors. */
export async function drive(library, record, random) {
  for (let round = 0; round < 400; round++) {
    const routes = routesOf(random, 3, record, library);
    for (let turn = 0; turn < 10; turn++) {
      const path = pathOf(random);
      record.check(`match ${path}`, () =>
        library.matchRoutes(routes, path)?.map(({ params, pathname, route }) => [params, pathname, route.path]),
      );
    }
    const pattern = random.pick(patterns);
    record.check(`generate ${pattern}`, () => library.generatePath(pattern, { id: "7", "*": "x/y" }));
    record.check("resolve", () => library.resolvePath(random.pick(["..", "../x", "./y?z#h", "/a"]), pathOf(random)));
    record.check("path", () => library.matchPath({ path: pattern, end: random.next() < 0.5 }, pathOf(random)));
  }

  for (let round = 0; round < 60; round++) {
    const history = library.createMemoryHistory({ initialEntries: ["/"] });
    const router = library.createRouter({ history, routes: routesOf(random, 3, record, library) });
    router.subscribe(({ location, navigation, errors, loaderData }) =>
      record.log("state", location.pathname, navigation.state, errors, loaderData),
    );
    router.initialize();
    for (let turn = 0; turn < 12; turn++) {
      const path = pathOf(random);
      const options = random.next() < 0.3 ? { formMethod: "post", formData: form({ a: "1" }) } : {};
      await record.settled(`navigate ${path}`, () => router.navigate(path, options));
      await new Promise((resolve) => setTimeout(resolve, random.integer(1, 3e6)));
      if (random.next() < 0.2) await record.settled("back", () => router.navigate(-1));
      if (random.next() < 0.2) await record.settled("revalidate", () => router.revalidate());
    }
    router.dispose();
  }

  for (let round = 0; round < 300; round++) {
    const handler = library.createStaticHandler(routesOf(random, 3, record, library));
    const request = new Request(`http://localhost${pathOf(random)}`);
    await record.settled("query", async () => {
      const { loaderData, errors, statusCode, status } = await handler.query(request);
      return { loaderData, errors, statusCode, status };
    });
  }
}

const patterns = ["a", "a/:id", "b/*", ":id", "a/b?", "*", "c.d", "users/:id/edit", "é", ""];

function routesOf(random, depth, record, library, prefix = "r") {
  return random.list(1, 4, (_, index) => {
    const id = `${prefix}${index}`;
    const index_ = random.next() < 0.15;
    const outcome = random.integer(0, 6);
    let redirects = 3;
    return {
      id,
      ...(index_ ? { index: true } : { path: random.pick(patterns) }),
      ...(random.next() < 0.4 && { hasErrorBoundary: true }),
      loader: async ({ params, request }) => {
        record.log("loader", id, params, request.method, request.signal.aborted);
        await new Promise((resolve) => setTimeout(resolve, random.integer(1, 1e6)));
        if (outcome === 0) throw new RangeError(`loader ${id}`);
        if (outcome === 1) throw new Response("not here", { status: 404, statusText: "Not Found" });
        if (outcome === 2 && redirects-- > 0) return library.redirect("/a/1");
        return outcome === 3 ? library.json({ id, params }) : { id };
      },
      action: ({ request }) => {
        record.log("action", id, request.method);
        return outcome === 0 ? Promise.reject(new Error(id)) : Promise.resolve(id);
      },
      ...(!index_ && depth > 0 && { children: routesOf(random, depth - 1, record, library, `${id}-`) }),
    };
  });
}

function pathOf(random) {
  return `/${random.list(0, 3, () => random.pick(["a", "b", "7", "users", "edit", "c.d", "%C3%A9", "A"])).join("/")}`;
}

function form(values) {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
}
