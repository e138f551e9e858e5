/**
 * Nanoseconds of processor time that this process has used, garbage collection included. Unlike the clock on the wall, it
 * stands still while the machine does something else.
 */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}
