export function GET(): Response {
  throw new Error("thrown");
}
