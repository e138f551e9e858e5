/** Random schemas compiled into functions, and random data given to them; the code that was written, too. */
export async function drive(Ajv, record, random) {
  const codes = new Set();
  for (let round = 0; round < 300; round++) {
    const ajv = new Ajv({
      allErrors: random.next() < 0.5,
      strict: random.next() < 0.2,
      useDefaults: true,
      strictTypes: false,
      verbose: true,
      logger: false,
      code: { source: true },
    });
    ajv.addKeyword({
      keyword: "even",
      validate: (wanted, value) => typeof value !== "number" || (value % 2 === 0) === wanted,
    });
    ajv.addFormat("short", (text) => text.length < 3);
    const schema = schemaOf(random, 3);
    let validate;
    record.check(`compile ${round}`, () => {
      validate = ajv.compile(schema);
      return [validate.name, validate.length, validate.source?.validateCode];
    });
    if (validate === undefined) continue;
    codes.add(validate.source?.validateCode);
    for (let turn = 0; turn < 20; turn++) {
      const data = dataOf(random, 3);
      record.check("validate", () => [validate(data), validate.errors, data, ajv.errorsText(validate.errors)]);
    }
  }
  record.log("programs", codes.size);
  const ajv = new Ajv({ strictTypes: false, loadSchema: async (uri) => ({ $id: uri, type: "number" }) });
  await record.settled("compileAsync", async () => {
    const validate = await ajv.compileAsync({ $async: true, properties: { a: { $ref: "https://example.org/a" } } });
    return [await validate({ a: 1 }), await validate({ a: "x" })];
  });
}

function schemaOf(random, depth) {
  const inner = () => schemaOf(random, depth - 1);
  switch (random.integer(0, depth > 0 ? 15 : 6)) {
    case 0:
      return { type: "string", minLength: random.integer(0, 3), format: "short" };
    case 1:
      return {
        type: random.pick(["number", "integer"]),
        minimum: random.integer(-3, 3),
        multipleOf: random.pick([1, 0.5, 2]),
      };
    case 2:
      return { enum: ["a", 1, null, { a: 1 }] };
    case 3:
      return { const: random.pick(["a", 2, true]) };
    case 4:
      return random.pick([true, false, {}]);
    case 5:
      return { pattern: "^[a-m]*$" };
    case 6:
      return { type: ["number", "null"], even: true };
    case 7:
    case 8:
      return {
        type: "object",
        properties: { a: inner(), b: { default: 1 } },
        required: [random.pick(["a", "b", "c"])],
      };
    case 9:
      return { additionalProperties: inner(), minProperties: 1, propertyNames: { maxLength: 2 } };
    case 10:
      return { type: "array", items: inner(), uniqueItems: true };
    case 11:
      return { items: [inner(), inner()], additionalItems: inner(), contains: inner() };
    case 12:
      return { [random.pick(["anyOf", "oneOf", "allOf"])]: [inner(), inner()] };
    case 13:
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      return { if: inner(), then: inner(), else: inner() };
    case 14:
      return { definitions: { d: inner() }, properties: { a: { $ref: "#/definitions/d" } }, $ref: "#/definitions/d" };
    default:
      return { not: inner(), dependencies: { a: ["b"] }, patternProperties: { "^x": inner() } };
  }
}

function dataOf(random, depth) {
  const inner = () => dataOf(random, depth - 1);
  switch (random.integer(0, depth > 0 ? 8 : 4)) {
    case 0:
      return random.text(0, 4);
    case 1:
      return random.integer(-4, 4);
    case 2:
      return random.pick([null, true, false, "a", 1.5]);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
    case 6:
      return { a: inner(), [random.text(1, 3)]: inner(), x1: inner() };
    default:
      return random.list(0, 4, inner);
  }
}
