import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, Problem } from "./ask.js";

export interface Answer<T> {
  /** The last there was: an older one while a new one is waited for, or cannot be had. */
  readonly data: T | undefined;
  /** When `data` came, seconds since 1970. */
  readonly at: number | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
  readonly again: () => void;
}

interface Request {
  readonly subject: string;
  readonly path: string;
  readonly tick: number;
}

/**
 * Asks for a path, and again when it or the tick changes. A request about another subject ends the one that runs. One
 * about the same, a moment later, waits for it: a source slower than the refresh still gets to answer.
 */
export function useAnswer<T>(subject: string, path: string, tick = 0): Answer<T> {
  const [state, setState] = useState<Omit<Answer<T>, "again">>({
    data: undefined,
    at: undefined,
    problem: undefined,
    isLoading: true,
  });
  const running = useRef<{ readonly request: Request; readonly controller: AbortController } | undefined>(undefined);
  const asked = useRef<Request>(undefined);
  const wanted = useRef<Request>({ subject, path, tick });

  const start = useCallback(() => {
    const request = wanted.current;
    const controller = new AbortController();
    running.current?.controller.abort();
    running.current = { request, controller };
    asked.current = request;
    setState((before) => ({ ...before, isLoading: true }));
    ask<T>(request.path, controller.signal)
      .then(
        (data) => ({ data, at: Date.now() / 1000, problem: undefined, isLoading: false }),
        (error: unknown) => {
          const problem = error instanceof Problem ? error : new Problem(String(error));
          return { problem, isLoading: false };
        },
      )
      .then((result) => {
        if (controller.signal.aborted) return;
        running.current = undefined;
        setState((before) => ({ ...before, ...result }));
        const { path, tick } = wanted.current;
        if (path !== request.path || tick !== request.tick) start();
      });
  }, []);

  useEffect(() => {
    wanted.current = { subject, path, tick };
    const last = asked.current;
    const isAsked = last?.path === path && last.tick === tick;
    const isWaitedFor = running.current?.request.subject === subject;
    if (!isAsked && !isWaitedFor) start();
  }, [subject, path, tick, start]);

  useEffect(() => () => running.current?.controller.abort(), []);

  return { ...state, again: start };
}
