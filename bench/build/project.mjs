// Writes a project of many files, each with five functions, of which some are annotated.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { objectives } from "../series.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = 40;

/** What the two projects differ in: their plugin. */
export const plugins = {
  autometrics: { transform: "ts-autometrics/transformer", objectives },
  nothing: { transform: "./nothing.cjs" },
};

/**
 * @param folder Where it is written.
 * @param plugin One of `plugins`.
 * @param files How many.
 * @param options `every`: in each how many-th file a function is annotated, 0 for none; default: the second. `extension`:
 * what files are imported by.
 * @returns The files, in the order of their imports.
 */
export function writeProject(folder, plugin, files, { every = 2, extension = "js" } = {}) {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/ts-autometrics"), "junction");
  for (const name of ["@types", "prom-client", "ts-patch", "typescript"]) {
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  writeJson(join(folder, "package.json"), { name: "generated", type: "module" });
  writeJson(join(folder, "tsconfig.json"), {
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      strict: true,
      sourceMap: true,
      skipLibCheck: true,
      rootDir: "src",
      outDir: "dist",
      types: ["node"],
      plugins: [plugins[plugin]],
    },
    include: ["src"],
  });
  writeFileSync(join(folder, "nothing.cjs"), "exports.default = () => () => (file) => file;\n");
  for (let i = 0; i < folders; i++) mkdirSync(join(folder, `src/area${i}`), { recursive: true });
  return Array.from({ length: files }, (_, i) => {
    const file = join(folder, `src/area${i % folders}/orders${i}.ts`);
    writeFileSync(file, fileText(i, every, extension));
    return file;
  });
}

/** Some 140 lines, as files of services are: types, a class, functions of 10 to 20 lines, and imports that they use. */
function fileText(file, every, extension) {
  const tag = (i) => (annotatedIn(file, every) === i ? "\n *\n * @autometrics objective=api" : "");
  const methodTag = (i) => (annotatedIn(file, every) === i ? "\n   *\n   * @autometrics objective=api" : "");
  const before = `../area${(file - 1) % folders}/orders${file - 1}.${extension}`;
  const imported =
    file > 0 ? `import { describeOrder as describeBefore, type Order as OrderBefore } from "${before}";\n` : "";
  const lastCase = file > 0 ? "describeBefore(event.order)" : "event.order.id";
  return `import { createHash, randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
${imported}
${file > 0 ? "" : "type OrderBefore = Order;\n\n"}export interface Line {
  readonly article: string;
  readonly count: number;
  readonly price: number;
  readonly discount?: { readonly percent: number; readonly until: Date };
}

export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly lines: readonly Line[];
  readonly placed: Date;
  readonly status: "open" | "paid" | "sent" | "cancelled";
}

export type OrderEvent =
  | { readonly type: "placed"; readonly order: Order }
  | { readonly type: "paid"; readonly id: string; readonly amount: number }
  | { readonly type: "cancelled"; readonly id: string; readonly reason?: string }
  | { readonly type: "imported"; readonly order: OrderBefore };

type NewOrder = Omit<Order, "id" | "placed" | "status"> & Partial<Pick<Order, "placed">>;

/** Orders of kind ${file}, kept in memory. */
export class OrderStore extends EventEmitter<{ changed: [event: OrderEvent] }> {
  readonly #orders = new Map<string, Order>();

  /**
   * Places an order, and says so to whoever listens.${methodTag(0)}
   */
  async place({ customer, lines, placed = new Date() }: NewOrder): Promise<Order> {
    const problems = lines.flatMap(({ article, count }, i) =>
      count > 0 && Number.isInteger(count) ? [] : [\`line \${i + 1}: \${count} of '\${article}'\`],
    );
    if (lines.length === 0) problems.push("there are no lines");
    if (problems.length > 0) {
      throw new RangeError(\`\${customer} cannot order this (${file}): \${problems.join(", ")}\`);
    }
    const order: Order = { id: randomUUID(), customer, lines: [...lines], placed, status: "open" };
    this.#orders.set(order.id, order);
    await Promise.resolve();
    this.emit("changed", { type: "placed", order });
    return order;
  }

  /**
   * A page of a customer's orders, the latest first.${methodTag(1)}
   */
  list(customer: string, { from = 0, size = 20 }: { from?: number; size?: number } = {}): Order[] {
    const found: Order[] = [];
    for (const order of this.#orders.values()) {
      if (order.customer !== customer) continue;
      if (order.status === "cancelled") continue;
      found.push(order);
    }
    found.sort((a, b) => b.placed.getTime() - a.placed.getTime() || a.id.localeCompare(b.id));
    const page = found.slice(from, from + size);
    return page;
  }
}

/**
 * What an order costs, with the discounts that hold on a day.${tag(2)}
 */
export function totalOf({ lines, status }: Order, day = new Date()): number {
  if (status === "cancelled") return 0;
  let total = 0;
  for (const { count, price, discount } of lines) {
    const full = count * price;
    if (discount !== undefined && discount.until >= day) {
      total += full * (1 - discount.percent / 100);
    } else {
      total += full;
    }
  }
  return Math.round(total * 100) / 100;
}

/**
 * Orders by customer, with what each has spent.${tag(3)}
 */
export async function spentByCustomer(
  load: (status: Order["status"]) => Promise<readonly Order[]>,
): Promise<Map<string, { readonly orders: number; readonly spent: number }>> {
  const [paid, sent] = await Promise.all([load("paid"), load("sent")]);
  const spent = new Map<string, { orders: number; spent: number }>();
  for (const order of [...paid, ...sent]) {
    const known = spent.get(order.customer) ?? { orders: 0, spent: 0 };
    known.orders += 1;
    known.spent += totalOf(order);
    spent.set(order.customer, known);
  }
  return new Map([...spent].filter(([, { orders }]) => orders > 0));
}

/**
 * One line for the log.${tag(4)}
 */
export function describeOrder(order: Pick<Order, "id" | "lines" | "status">): string {
  const articles = order.lines.map(({ article, count }) => \`\${count} × \${article}\`);
  const hash = createHash("sha256").update(articles.join("\\n")).digest("hex");
  const event = { type: "imported", order: { ...order, customer: "", placed: new Date(0) } } satisfies OrderEvent;
  switch (order.status) {
    case "cancelled":
      return \`\${order.id}: cancelled\`;
    case "open":
    case "paid":
      return \`\${order.id}: \${articles.join(", ")} (\${order.status}, \${hash.slice(0, 8)})\`;
    default:
      return \`\${${lastCase}}: on its way\`;
  }
}
`;
}

/** Which of a file's five functions is annotated: each of them in turn. */
function annotatedIn(file, every) {
  return every > 0 && file % every === 0 ? (file / every) % 5 : undefined;
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
