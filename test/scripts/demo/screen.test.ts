import { expect, it } from "vitest";
import { Screen } from "../../../scripts/demo/screen.js";

function screenOn({ isTTY, env = {} }: { isTTY: boolean; env?: NodeJS.ProcessEnv }): {
  screen: Screen;
  text: () => string;
} {
  let written = "";
  const output = {
    isTTY,
    write(text: string) {
      written += text;
    },
  };
  return { screen: new Screen(output, env), text: () => written };
}

it("colours a terminal only, and not where NO_COLOR or a dumb terminal says so", () => {
  const bold = (isTTY: boolean, env?: NodeJS.ProcessEnv) =>
    screenOn({ isTTY, ...(env && { env }) }).screen.styles.bold("x");
  expect(bold(true)).toBe("\x1b[1mx\x1b[22m");
  expect(bold(true, { NO_COLOR: "" })).toBe("\x1b[1mx\x1b[22m");
  expect(bold(true, { NO_COLOR: "1" })).toBe("x");
  expect(bold(true, { TERM: "dumb" })).toBe("x");
  expect(bold(false)).toBe("x");
});

it("shows progress in place on a terminal, and leaves its last state", async () => {
  const { screen, text } = screenOn({ isTTY: true });
  let done = 0;
  await screen.progress(
    () => `${done} done`,
    Promise.resolve().then(() => done++),
  );
  expect(text()).toBe("\r0 done\x1b[K\r1 done\x1b[K\n");
});

it("writes the last state only into a pipe when that comes soon", async () => {
  const { screen, text } = screenOn({ isTTY: false });
  let done = 0;
  await screen.progress(
    () => `${done} done`,
    Promise.resolve().then(() => done++),
  );
  expect(text()).toBe("1 done\n");
});

it("leaves the last state and passes the failure on when the work fails", async () => {
  const { screen, text } = screenOn({ isTTY: false });
  await expect(screen.progress(() => "working", Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(text()).toBe("working\n");
});
