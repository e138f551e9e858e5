/**
 * Serves the page and what it asks for, to browsers on this machine alone. What it tells is nobody else's business, and
 * any web page that is open in the same browser can send requests here: so there is no answer to those.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Failure } from "../api.js";
import { SourceError } from "../sources/source.js";
import { answerTo, type Explored } from "./api.js";
import { type PageFile, readPageFiles } from "./pageFiles.js";
import { Refusal } from "./request.js";

export interface ExplorerSettings extends Explored {
  /** 0 takes any that is free. */
  readonly port: number;
  /** What the build has made of explorer/page. */
  readonly pageFolder: string;
  /** Tells of what should not happen. */
  warn(text: string): void;
}

export interface RunningExplorer {
  readonly url: string;
  stop(): Promise<void>;
}

const host = "127.0.0.1";

/** On every answer. */
const headers = {
  "content-security-policy":
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
};

/** @throws What listening fails with: EADDRINUSE. */
export async function startExplorer(settings: ExplorerSettings): Promise<RunningExplorer> {
  const files = readPageFiles(settings.pageFolder);
  const server: Server = createServer((request, response) => {
    void respond(request, response, files, settings).catch((error: unknown) => {
      settings.warn(`${request.url}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      response.destroy();
    });
  });
  // Nobody sends much here.
  server.maxHeadersCount = 100;
  server.requestTimeout = 10_000;
  server.listen(settings.port, host);
  await once(server, "listening");
  // A server that listens on a port has an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}/`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, PageFile>,
  explored: ExplorerSettings,
): Promise<void> {
  const { status, content, type } = await answer(request, files, explored);
  response.writeHead(status, {
    ...headers,
    "content-type": type,
    "content-length": content.length,
    ...(status === 405 && { allow: "GET, HEAD" }),
  });
  response.end(request.method === "HEAD" ? undefined : content);
}

interface Answer extends PageFile {
  readonly status: number;
}

async function answer(
  request: IncomingMessage,
  files: ReadonlyMap<string, PageFile>,
  explored: ExplorerSettings,
): Promise<Answer> {
  try {
    checkSender(request);
    const { pathname, searchParams } = addressOf(request);
    const file = files.get(pathname);
    if (file !== undefined) return { status: 200, ...file };
    const found = pathname.startsWith("/api/") ? answerTo(pathname, searchParams, explored) : undefined;
    if (found === undefined) throw new Refusal(404, "There is nothing here; the Explorer is at /.");
    return json(200, await found);
  } catch (error) {
    if (error instanceof Refusal) return json(error.status, { error: error.message } satisfies Failure);
    if (error instanceof SourceError) return json(error.isLate ? 504 : 502, { error: error.message } satisfies Failure);
    explored.warn(`${request.url}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return json(500, { error: "The Explorer failed; its terminal says why." } satisfies Failure);
  }
}

function checkSender({ method, headers, socket }: IncomingMessage): void {
  // The name of another site can be made to lead here, and that site would then read the answers as its own.
  // Any port will do: it may be forwarded from another.
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i.test(headers.host ?? "")) {
    throw new Refusal(421, `The Explorer is at http://${host}:${socket.localPort}/, and answers under no other name.`);
  }
  if (method !== "GET" && method !== "HEAD") throw new Refusal(405, "The Explorer is read alone: use GET.");
}

function addressOf({ url = "", headers }: IncomingMessage): URL {
  const address = `http://explorer${url}`;
  if (!url.startsWith("/") || !URL.canParse(address)) throw new Refusal(400, "That is no path.");
  const parsed = new URL(address);
  // What another site embeds or fetches: it could read nothing, but have a Prometheus work.
  if (parsed.pathname.startsWith("/api/") && !["same-origin", "none", undefined].includes(siteOf(headers))) {
    throw new Refusal(403, "The Explorer answers its own page alone.");
  }
  return parsed;
}

function siteOf(headers: IncomingMessage["headers"]): string | undefined {
  const site = headers["sec-fetch-site"];
  return Array.isArray(site) ? site[0] : site;
}

function json(status: number, body: object): Answer {
  return { status, content: Buffer.from(JSON.stringify(body)), type: "application/json; charset=utf-8" };
}
