import type { EventHandler } from "h3";

/** A project's own way to define a handler: what it is given is measured, and what it makes of that is not. */
export const defineUserHandler = (handler: (id: number) => unknown): EventHandler =>
  defineEventHandler(
    /** @autometrics skip */
    (event) => handler(idOf(event)),
  );
