const said = new Set<string>();
const { emitWarning } = process;

/** Says something on stderr, as a Node warning, the first time it is said with this key. Never throws. */
export function warnOnce(key: string, message: string): void {
  if (said.has(key)) return;
  said.add(key);
  try {
    emitWarning.call(process, `ts-autometrics: ${message}`, { type: "TsAutometricsWarning" });
  } catch {
    // A process without warnings has nowhere to say it.
  }
}
