import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

export interface PageFile {
  readonly content: Buffer;
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * The built page, by the path that it is asked for. All of it is read here, so that no request names a file of this
 * machine.
 */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const name of namesIn(folder)) {
    const type = types[extname(name)];
    if (type !== undefined) files.set(`/${name}`, { content: readFileSync(join(folder, name)), type });
  }
  files.set("/", files.get("/index.html") ?? { content: Buffer.from(missing), type: "text/html; charset=utf-8" });
  return files;
}

const missing = `<!doctype html><title>Autometrics Explorer</title>
<p>This copy of ts-autometrics has no page in it. In a clone, <code>npm run build</code> makes it.</p>
`;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
