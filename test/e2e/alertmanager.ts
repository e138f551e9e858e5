/** A real Alertmanager, and a receiver for what it has to say. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "./prometheus.js";

export class Alertmanager {
  /** `host:port` */
  readonly address: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(address: string, process: ChildProcess, folder: string) {
    this.address = address;
    this.#process = process;
    this.#folder = folder;
  }

  /** @param config Its configuration's text. */
  static async start(path: string, config: string): Promise<Alertmanager> {
    const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-alertmanager-"));
    writeFileSync(join(folder, "alertmanager.yml"), config);
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(
      path,
      [
        `--config.file=${join(folder, "alertmanager.yml")}`,
        `--storage.path=${join(folder, "data")}`,
        `--web.listen-address=${address}`,
        // Alone.
        "--cluster.listen-address=",
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    const written: string[] = [];
    child.stderr.on("data", (chunk) => written.push(String(chunk)));
    while (!(await isReady(address))) {
      if (child.exitCode !== null) throw new Error(written.join(""));
      await delay(50);
    }
    return new Alertmanager(address, child, folder);
  }

  /** Waits until it knows of an alert; fails when it does not within the test's time. */
  async until(isWanted: (alert: KnownAlert) => boolean): Promise<void> {
    for (;;) {
      // The API is Alertmanager's own.
      const alerts = (await (await fetch(`http://${this.address}/api/v2/alerts`)).json()) as readonly KnownAlert[];
      if (alerts.some(isWanted)) return;
      await delay(200);
    }
  }

  async stop(): Promise<void> {
    const closed = once(this.#process, "close");
    this.#process.kill("SIGKILL");
    await closed;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`http://${address}/-/ready`)).ok;
  } catch {
    return false;
  }
}

/** An alert that it was sent, and what it does with it. */
export interface KnownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: "unprocessed" | "active" | "suppressed" };
}

/** What Alertmanager posts to a webhook, as far as tests look at it. */
export interface Notification {
  readonly receiver: string;
  readonly status: "firing" | "resolved";
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly Alert[];
}

export interface Alert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Keeps every notification that it gets. */
export class Webhook {
  readonly url: string;
  readonly notifications: Notification[] = [];
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.url = url;
    this.#server = server;
    server.on("request", async (request, response) => {
      this.notifications.push(JSON.parse(await text(request)));
      response.end();
    });
  }

  static async start(): Promise<Webhook> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port is free");
    return new Webhook(server, `http://127.0.0.1:${address.port}`);
  }

  /** The first notification of a kind, from `after` on; fails when there is none within the test's time. */
  async received(isWanted: (notification: Notification) => boolean, after = 0): Promise<Notification> {
    for (;;) {
      const found = this.notifications.slice(after).find(isWanted);
      if (found !== undefined) return found;
      await delay(50);
    }
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
