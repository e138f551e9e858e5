/** A failure whose message says all that its reader needs. */
export class Problem extends Error {
  override name = "Problem";
}
