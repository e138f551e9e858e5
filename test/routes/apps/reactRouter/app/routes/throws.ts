export function loader(): Response {
  throw new Error("thrown");
}
