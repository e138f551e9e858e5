import type { Framework } from "./framework.js";

/** tRPC 11: what is given to `query`, `mutation` and `subscription` of a procedure. */
export const trpc: Framework = {
  name: "trpc",
  modules: ["@trpc/server"],
  typePackages: [],
  receivers: {
    makers: [],
    roots: ["initTRPC"],
    types: ["ProcedureBuilder"],
    methods: ["query", "mutation", "subscription"],
    usualName: /procedure$/i,
    isKeyed: true,
  },
  usualNames: [/^_*opts?$/],
  judgesResult: false,
};
