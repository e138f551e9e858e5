/** Random schemas, made with chains of refinements, on random values: parsed in each way, with every issue. */
export async function drive({ z, ...others }, record, random) {
  record.log(Object.keys(others));
  const schemas = [];
  for (let round = 0; round < 700; round++) {
    record.check(`schema ${round}`, () => {
      schemas.push(schemaOf(z, random, 3));
      return schemas.at(-1)._zod.def.type;
    });
  }
  for (const [number, schema] of schemas.entries()) {
    for (let round = 0; round < 12; round++) {
      const value = madeUp(random, 3);
      record.check(`${number} safeParse`, () => result(schema.safeParse(value)));
      record.check(`${number} parse`, () => schema.parse(value));
      await record.settled(`${number} safeParseAsync`, async () => result(await schema.safeParseAsync(value)));
    }
    record.check(`${number} json schema`, () => z.toJSONSchema(schema, { unrepresentable: "any" }));
    record.check(`${number} optional`, () => schema.optional().isOptional());
    record.check(`${number} kind`, () => [schema instanceof z.ZodType, schema.constructor.name, Object.keys(schema)]);
  }
  for (const text of ["a@b.co", "x", "2020-01-01", "2020-01-01T00:00:00Z", "::1", "10.0.0.1", "https://a.b/c", ""])
    for (const format of ["email", "url", "uuid", "ipv4", "ipv6", "cuid2", "ulid", "base64", "jwt", "nanoid"])
      record.check(`${format} ${text}`, () => result(z[format]().safeParse(text)));

  const order = [];
  const noted = (name) => (value) => {
    order.push(name);
    return value;
  };
  const ordered = z
    .preprocess(noted("preprocess"), z.string().refine(noted("refine")).transform(noted("transform")))
    .pipe(z.any().superRefine(noted("superRefine")));
  record.check("order", () => ordered.parse("x"));
  await record.settled("order async", () => ordered.parseAsync("y"));
  record.log("order", order);
}

function result({ success, data, error }) {
  return success ? { data } : { issues: error.issues, message: error.message, name: error.name };
}

function schemaOf(z, random, depth) {
  const inner = () => schemaOf(z, random, depth - 1);
  switch (random.integer(0, depth > 0 ? 21 : 9)) {
    case 0:
      return z.string().min(random.integer(0, 3)).max(5).trim();
    case 1:
      return z.number().int().gte(random.integer(-3, 3));
    case 2:
      return z.boolean();
    case 3:
      return z.literal(random.pick(["a", 1, true, null]));
    case 4:
      return z.enum(["a", "b", "c"]);
    case 5:
      return z.coerce.number();
    case 6:
      return z.date();
    case 7:
      return z
        .string()
        .regex(/^[a-m]+$/)
        .transform((text) => text.length);
    case 8:
      return z.unknown().refine((value) => Boolean(value), { error: "must be something" });
    case 9:
      return z.bigint().or(z.null());
    case 10:
    case 11:
    case 12:
      return z.object({ a: inner(), b: inner().optional(), [random.text(1, 2)]: inner() });
    case 13:
      return z.strictObject({ a: inner() });
    case 14:
      return z.array(inner()).min(1);
    case 15:
      return z.tuple([inner(), inner()]).rest(inner());
    case 16:
      return z.union([inner(), inner()]);
    case 17:
      return z.record(z.string(), inner());
    case 18:
      return z.intersection(z.object({ a: inner() }), z.object({ b: inner() }));
    case 19:
      return inner()
        .default(() => "by default")
        .catch("caught");
    case 20:
      return z.lazy(() => inner()).nullable();
    default:
      return inner()
        .refine(async () => true)
        .brand();
  }
}

function madeUp(random, depth) {
  const inner = () => madeUp(random, depth - 1);
  switch (random.integer(0, depth > 0 ? 12 : 8)) {
    case 0:
      return random.text(0, 7);
    case 1:
      return random.integer(-5, 5);
    case 2:
      return random.pick(["a", "b", "1", " x "]);
    case 3:
      return random.pick([null, undefined, true, false]);
    case 4:
      return random.next() * 10;
    case 5:
      return new Date(random.integer(-1, 1) * 1e12);
    case 6:
      return 10n;
    case 7:
      return Number.NaN;
    case 8:
      return [];
    case 9:
    case 10:
      return { a: inner(), b: inner(), [random.text(1, 2)]: inner() };
    case 11:
      return random.list(0, 3, inner);
    default:
      return { a: inner() };
  }
}
