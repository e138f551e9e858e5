/**
 * A loop of its own for every variant, from one text: in a shared one, V8 would learn that any of them may be called and
 * inline none. The value is kept, so that no call can be left out.
 */
export function loopFor(name) {
  if (name === "throwing") {
    return new Function("f", "n", "sink", "for (let i = 0; i < n; i++) try { f(i, 1); } catch (e) { sink.value = e; }");
  }
  if (name === "asyncNumber" || name === "awaiting" || name === "promise" || name === "asyncCallee") {
    return new Function(
      "f",
      "n",
      "sink",
      "return (async () => { for (let i = 0; i < n; i++) sink.value = await f(i, 1); })();",
    );
  }
  return new Function("f", "n", "sink", "for (let i = 0; i < n; i++) sink.value = f(i, 1);");
}
