import { useEffect, useState } from "preact/hooks";

/** Counts the seconds' multiples that pass while somebody looks: a page in the background asks nothing. */
export function useTick(seconds: number, isOn: boolean): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (!isOn) return;
    let last = Date.now();
    const next = () => {
      if (document.hidden) return;
      last = Date.now();
      setTick((before) => before + 1);
    };
    const timer = setInterval(next, seconds * 1000);
    // Who comes back to the page is not to wait.
    const shown = () => {
      if (Date.now() - last >= seconds * 1000) next();
    };
    document.addEventListener("visibilitychange", shown);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", shown);
    };
  }, [seconds, isOn]);
  return tick;
}
