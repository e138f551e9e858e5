/** Answers only when nobody is there any more. */
export function GET(request: Request) {
  return new Promise<Response>((resolve) => {
    request.signal.addEventListener("abort", () => resolve(new Response("too late")));
  });
}
