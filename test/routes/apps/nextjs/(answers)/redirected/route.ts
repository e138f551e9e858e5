import { type NextRequest, NextResponse } from "next/server";

export const GET = (request: NextRequest) => NextResponse.redirect(new URL("/users", request.url), 302);
