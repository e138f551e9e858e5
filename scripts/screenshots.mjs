// `npm run screenshots`: the pictures of the Explorer in docs/images, of a made-up shop at a fixed time, so that they
// change when the page does and not otherwise. Needs Chromium.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const time = Date.UTC(2026, 2, 3, 14, 40);
const objective = "#/objective?service=shop&objective=checkout&sli=success_rate&last=6h";
const pictures = [
  { name: "objectives", hash: "#/objectives", height: 500 },
  { name: "objective", hash: objective, height: 1150 },
  { name: "objective-dark", hash: objective, height: 1150, colorScheme: "dark" },
  { name: "functions", hash: "#/functions?sort=errorRatio", height: 620 },
  { name: "function", hash: "#/function?service=shop&module=orders%2Fpayment&function=chargeCard", height: 900 },
];

const { FakeServer, shopAnswers, findProgram } = await supportModules();
const executablePath = findProgram("chromium");
if (executablePath === undefined) {
  console.error("Chromium cannot be found on PATH; on Debian: apt-get install chromium");
  process.exit(1);
}
const server = await FakeServer.start(
  join(root, "dist/explorer"),
  shopAnswers(() => time / 1000),
);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const { name, hash, height, colorScheme = "light" } of pictures) {
    const page = await browser.newPage({ viewport: { width: 1240, height }, colorScheme, timezoneId: "UTC" });
    await page.clock.setFixedTime(time);
    await page.goto(server.url + hash);
    await page.locator("tbody tr").first().waitFor();
    await page.evaluate("new Promise(requestAnimationFrame)");
    await page.screenshot({ path: join(root, `docs/images/explorer-${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

/** The tests' TypeScript, bundled here so that every supported Node runs it. */
async function supportModules() {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-screenshots-"));
  const outfile = join(folder, "support.mjs");
  const contents = ["support/explorer/fakeServer", "support/explorer/worlds", "e2e/findProgram"]
    .map((module) => `export * from "./${module}.js";`)
    .join("\n");
  buildSync({
    stdin: { contents, resolveDir: join(root, "test"), loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return await import(pathToFileURL(outfile).href).finally(() => rmSync(folder, { recursive: true, force: true }));
}
