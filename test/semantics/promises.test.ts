import { describe } from "vitest";
import { everyTarget, preserves } from "./preserves.js";

/** knex's query builder over a client without a database: a query that is sent shows. */
const database = `
  import knex from "knex";
  class Client extends knex.Client { _driver() { return {} } async acquireConnection() { log("connected"); return {} } releaseConnection() {} async _query(c, query) { log("sent", query.sql); query.response = [{ id: 1 }]; return query } processResponse(query) { return query.response } }
  const db = knex({ client: Client });
`;

describe("functions that are not async and return a promise", () => {
  preserves(
    "end when it settles, and settle the caller's the same way",
    `
    const later = (v) => new Promise((resolve) => setTimeout(resolve, 1, v)); const fails = (e) => later().then(() => { throw e });
    function ok() { return later(1) } const arrow = () => later(2); function failed() { return fails(new Error("3")) } const o = { m() { return fails(4) } }; function direct() { return new Promise((_, reject) => reject(5)) } const tagged = (s) => later(s.raw[0]); function template() { return tagged\`6\` } const chosen = (a) => a ? later(7) : later(8); const falls = (a) => a ?? later(9); function built() { return Promise.all([ok(), arrow()]) } function never() { return new Promise(() => {}) }
    never(); export const done = (async () => { for (const f of [ok, arrow, failed, o.m, direct, template, chosen, falls, built]) await f().then((v) => log("ok", v), (e) => log("rejected", e)) })();
    `,
    {
      targets: everyTarget,
      counts: {
        ok: [2, 0],
        arrow: [2, 0],
        failed: [1, 1],
        "o.m": [1, 1],
        direct: [1, 1],
        template: [1, 0],
        chosen: [1, 0],
        falls: [1, 0],
        built: [1, 0],
        never: [0, 0],
      },
    },
  );

  preserves(
    "have unhandled rejections told once with the same reason, and handled ones not at all",
    `
    const reason = new Error("reason"); const reject = (r = reason) => Promise.reject(r); function f() { return reject() } function g() { return f() } const h = () => new Promise((_, no) => setTimeout(no, 1, reason));
    process.prependListener("unhandledRejection", function once(r) { log("same reason", r === reason); if (++seen === 4) process.off("unhandledRejection", once) }); let seen = 0;
    f(); g(); h(); reject(); f().catch(() => log("f handled")); g().then(null, () => log("g handled")); (async () => { try { await h() } catch { log("h handled") } })(); Promise.allSettled([f(), g(), h()]).then((all) => log(all.length)); h().finally(() => log("finally")).catch(() => log("caught"));
    export const done = new Promise((resolve) => setTimeout(resolve, 8));
    `,
    // A derived promise settles a tick later.
    { anyOrder: true, counts: { reject: [7, 7], f: [6, 6], g: [3, 3], h: [4, 4] } },
  );

  preserves(
    "keep its identity where somebody else may hold it",
    `
    const p = Promise.resolve(1); const own = { p, get q() { return p } }; let cached; const cache = new Map([["k", p]]);
    function f() { return p } const g = () => own.p; function h() { return (cached ??= p) } const i = (x) => x; const j = () => own["p"]; const k = () => (p as any)!; const l = () => cached; function* gen() { yield p; return p } const m = () => ({ p }).p; function n() { const x = cache.get("k"); return x } const o = () => [p]; const get = own.q;
    log(f() === p, g() === p, h() === p, i(p) === p, j() === p, k() === p, l() === p, gen().next().value === p, m() === p, n() === p, o()[0] === p, get === p, [p].map((x) => x)[0] === p);
    `,
    { counts: { f: [1, 0], g: [1, 0], h: [1, 0], n: [1, 0] } },
  );

  preserves(
    "give the same promise through one function and through several",
    `
    const cache = new Map([["ok", new Promise((r) => setTimeout(r, 1, 1))], ["bad", new Promise((_, r) => setTimeout(r, 2, 2))]]);
    function inner(k) { return cache.get(k) } function middle(k) { return inner(k) } const outer = (k) => middle(k); function last(k) { try { return outer(k) } finally { middle(k) } }
    const [ok, bad] = [inner("ok"), last("bad")]; log(ok === outer("ok"), ok === last("ok"), bad === inner("bad"));
    export const done = Promise.allSettled([ok, bad]).then((all) => log(all));
    `,
    { counts: { inner: [7, 3], middle: [5, 2], outer: [3, 1], last: [2, 1] } },
  );

  preserves(
    "give the same promise for the same promise",
    `
    const cache = new Map(); const load = (k) => { if (!cache.has(k)) cache.set(k, Promise.resolve(k)); return cache.get(k) }; const outer = (k) => load(k); const failed = Promise.reject(new Error("cached")); const get = () => [failed].at(0);
    log(load(1) === load(1), outer(1) === outer(1), load(1) === load(2)); get().catch((e) => log("handled once", e)); get(); get();
    export const done = (async () => { log(await load(1), await outer(1), load(1) === load(1)); await 0; get().catch((e) => log("and again", e)); })();
    `,
    { counts: { load: [10, 0], outer: [3, 0], get: [4, 4] } },
  );

  preserves(
    "end with their own promise, whatever their finally calls",
    `
    const fast = () => Promise.resolve(1); const never = () => new Promise(() => {}); const fails = () => Promise.reject(new Error("f"));
    function f() { try { return fast() } finally { never(); fast(); fails().catch(() => log("caught")) } } function g() { try { return never() } finally { f() } } function h() { for (;;) { try { return fails() } finally { break } } return fast() } function i() { try { return fast() } finally { return fails() } } function j() { try { return fast() } finally { throw new Error("j") } }
    f(); g(); h(); i().catch((e) => log(e)); try { j() } catch (e) { log(e) }
    `,
    { anyOrder: true, counts: { f: [2, 0], g: [0, 0], h: [1, 0], i: [1, 1], j: [1, 1] } },
  );

  preserves(
    "run in the async context of their callers",
    `
    const { AsyncLocalStorage } = process.getBuiltinModule?.("node:async_hooks") ?? (await import("node:async_hooks")); const als = new AsyncLocalStorage();
    const load = () => new Promise((r) => setTimeout(() => r(als.getStore()), 1)); function sync() { return load() } async function later() { return sync() } async function* gen() { yield als.getStore(); yield await sync() }
    export const done = Promise.all(["a", "b"].map((name) => als.run(name, async () => { log(name, await sync(), als.getStore()); log(name, await later(), als.getStore()); for await (const x of gen()) log(name, x, als.getStore()); await sync().then(() => log(name, als.getStore())) })));
    `,
    { anyOrder: true, counts: { sync: [8, 0] } },
  );

  preserves(
    "see nothing of ours in what they have patched or stubbed",
    `
    const { then } = Promise.prototype; const { now } = performance; const { get } = WeakMap.prototype; const date = Date.now; let thens = 0;
    Promise.prototype.then = function (...a) { thens++; return Reflect.apply(then, this, a) }; performance.now = () => { log("clock"); return NaN }; Date.now = () => { log("date"); return 0 }; WeakMap.prototype.get = () => { log("weak map") };
    const load = () => Promise.resolve(1); async function later() { return load() } const sync = () => load(); function fails() { return Promise.reject(2) }
    log(typeof later(), thens); log(typeof sync(), typeof load(), thens); sync().then(() => log("settled")); fails().catch((e) => log(e)); log(thens);
    Object.assign(performance, { now }); Date.now = date; WeakMap.prototype.get = get; Promise.prototype.then = then;
    `,
    { fresh: true, anyOrder: true },
  );

  preserves(
    "keep subclasses, promises with properties, and whatever else there is to tell them by",
    `
    class Sub extends Promise { extra() { return "extra" } } const sub = Sub.resolve(1); const mine = Object.assign(Promise.resolve(2), { cancel() { return "cancelled" }, stdout: "out" }); const own = Promise.resolve(3); own.then = function (...a) { log("own then"); return Promise.prototype.then.apply(this, a) }; const hidden = Promise.resolve(4); Object.defineProperty(hidden, Symbol("hidden"), { value: 1, enumerable: false }); const bare = Object.setPrototypeOf(Promise.resolve(5), { then: undefined }); const proxy = new Proxy(Promise.resolve(6), { get(t, k) { log("trap", String(k)); return Reflect.get(t, k) } }); const frozen = Object.freeze(Object.assign(Promise.resolve(7), { a: 1 }));
    const id = (x) => x; for (const p of [sub, mine, own, hidden, bare, proxy, frozen]) { const f = () => id(p); log(f() === p, f() === f()) }
    const made = () => Sub.reject(new Error("sub")); const m = made(); log(m instanceof Sub, m.extra()); m.catch((e) => log(e)); const execa = () => Object.assign(Promise.reject(new Error("execa")), { pid: 1 }); const e = execa(); log(e.pid); e.catch((r) => log(r)); Sub.reject(new Error("unhandled"));
    `,
    { counts: { made: [1, 0], execa: [1, 0] } },
  );

  preserves(
    "never start what is lazy: thenables are handed on and not looked at",
    `
    const lazy = (name) => { let runs = 0; return { get then() { log("then read", name); return (ok) => { log("executed", name, ++runs); ok(name) } }, catch() { log("catch") }, [Symbol.toStringTag]: "Promise" } };
    const query = lazy("q"); const f = () => lazy("f"); function g() { return lazy("g") } const h = (a) => a ? lazy("h") : null; const i = () => query; class Repo { find() { return this.build() } build() { return lazy("build") } } const j = async () => { const q = f(); return [typeof q] }; function* k() { yield f(); return f() }
    f(); g(); h(1); i(); new Repo().find(); [...k()]; log("nothing ran"); export const done = (async () => { log(await j()); log(await g(), await new Repo().find()); log(await i(), await i()) })();
    `,
    { counts: { f: [4, 0], g: [2, 0], "Repo.find": [2, 0] } },
  );

  preserves(
    "never start a query of knex, which its await does once",
    `
    ${database}
    const users = () => db("users").where("id", 1); function named(name) { return users().andWhere({ name }) } class Repo { all() { return db.select("*").from("repo") } async first() { return this.all().first() } async rows() { const rows = await this.all(); return rows } } async function direct() { return db("direct") } const built = async () => ({ query: users() });
    users(); named("x"); log(named("a").toString()); const repo = new Repo(); repo.all(); log("nothing sent");
    export const done = (async () => { log(await users()); log(await named("b")); log(await repo.first(), await repo.rows(), await direct()); log(String((await built()).query)); const q = users(); log(await q, await q); await db.transaction(async (trx) => { log(await trx("in transaction")) }).catch((e) => log(e)) })();
    `,
    { counts: { users: [7, 0], named: [3, 0], "Repo.all": [3, 0], "Repo.first": [1, 0], direct: [1, 0] } },
  );
});

describe("promises that async functions return", () => {
  preserves(
    "are adopted as they were, of whatever kind",
    `
    class Sub extends Promise { then(...a) { log("Sub.then"); return super.then(...a) } } const mine = () => Object.assign(Promise.resolve("own"), { then(...a) { log("own then"); return Promise.prototype.then.apply(this, a) } }); const throwing = { get then() { throw new Error("then getter") } }; const twice = { then(ok, no) { ok("first"); no("second"); throw new Error("ignored") } }; const never = { then() { log("never settles") } }; const self = async () => { await 0; return p }; const p = self();
    const all = { sub: async () => Sub.resolve("sub"), own: async () => mine(), throwing: async () => throwing, twice: async () => twice, never: async () => never, notThenable: async () => ({ then: 1 }), nested: async () => [await Promise.resolve(Promise.resolve(1))], proxy: async () => new Proxy(Promise.resolve(1), {}), subRejected: async () => Sub.reject("no") };
    p.catch((e) => log("self", e)); for (const [name, f] of Object.entries(all)) f().then((v) => log(name, v), (e) => log(name, "rejected", e));
    `,
    { targets: ["es2017", "es2022"], counts: { self: [1, 1] } },
  );

  preserves(
    "cancelled ones reject with the same reason, and count as errors",
    `
    const controller = new AbortController(); const { signal } = controller; const aborted = async () => { signal.throwIfAborted(); await new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason))) }; const returned = async () => new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason))); function sync() { return aborted() } async function* stream() { while (true) { signal.throwIfAborted(); yield 1 } }
    export const done = (async () => { const runs = [aborted(), returned(), sync()]; const it = stream(); await it.next(); controller.abort(); for (const r of await Promise.allSettled([...runs, it.next(), aborted()])) log(r.reason === signal.reason, r.reason.name, r.status); const early = AbortSignal.timeout(1); await new Promise((r) => early.addEventListener("abort", r)); await (async () => early.throwIfAborted())().catch((e) => log(e.name)) })();
    `,
    { counts: { aborted: [3, 3], returned: [1, 1], sync: [1, 1], stream: [1, 1] } },
  );
});
