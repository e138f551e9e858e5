import { defineHandler, type EventHandler } from "nitro/h3";

/** A project's own way to define a handler: what it is given is measured, and what it makes of that is not. */
export const defineUserHandler = (handler: (id: number) => unknown): EventHandler =>
  defineHandler(
    /** @autometrics skip */
    (event) => handler(Number(event.context.params?.id)),
  );
