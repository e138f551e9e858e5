/** A cache under random use: fetches, failures, observers, cancellations; every notification in its order. */
export async function drive(library, record, random) {
  for (let round = 0; round < 150; round++) await session(library, record, random, round);

  for (let round = 0; round < 2000; round++) {
    const [a, b] = [madeUp(random, 3), madeUp(random, 3)];
    record.check("hashKey", () => library.hashKey([a]));
    record.check("partialMatchKey", () => library.partialMatchKey([a], [b]));
    record.check("replaceEqualDeep", () => [library.replaceEqualDeep(a, b), library.replaceEqualDeep(a, b) === a]);
  }
}

async function session(library, record, random, round) {
  const client = new library.QueryClient({
    defaultOptions: { queries: { retry: random.integer(0, 2), retryDelay: 0, gcTime: Number.POSITIVE_INFINITY } },
  });
  client.mount();
  client.getQueryCache().subscribe(({ type, query }) => record.log("cache", type, query.queryHash, query.state.status));
  client.getMutationCache().subscribe(({ type, mutation }) => record.log("mutation", type, mutation?.state.status));
  const key = () => ["key", random.integer(0, 3)];
  let calls = 0;
  const fetcher = async ({ queryKey, signal }) => {
    const call = ++calls;
    record.log("fetch", call, queryKey, signal.aborted);
    await later(random);
    if (random.next() < 0.3) throw new RangeError(`call ${call} failed`);
    return { call, queryKey };
  };
  const unsubscribe = [];
  for (let step = 0; step < 25; step++) {
    await later(random);
    const queryKey = key();
    const label = `${round}.${step}`;
    switch (random.integer(0, 9)) {
      case 0:
      case 1:
        await record.settled(`${label} fetchQuery`, () => client.fetchQuery({ queryKey, queryFn: fetcher }));
        break;
      case 2:
        await record.settled(`${label} both`, () =>
          Promise.all([1, 2].map(() => client.fetchQuery({ queryKey, queryFn: fetcher, staleTime: 1e9 }))),
        );
        break;
      case 3: {
        const observer = new library.QueryObserver(client, { queryKey, queryFn: fetcher, select: ({ call }) => call });
        unsubscribe.push(observer.subscribe(({ status, data, error }) => record.log("observed", status, data, error)));
        record.check(`${label} current`, () => observer.getCurrentResult().status);
        break;
      }
      case 4:
        await record.settled(`${label} cancel`, () => {
          const fetched = client.fetchQuery({ queryKey, queryFn: fetcher });
          return Promise.allSettled([fetched, client.cancelQueries({ queryKey })]);
        });
        break;
      case 5:
        await record.settled(`${label} invalidate`, () => client.invalidateQueries({ queryKey }));
        break;
      case 6:
        record.check(`${label} setQueryData`, () => client.setQueryData(queryKey, (old) => ({ ...old, set: label })));
        break;
      case 7: {
        const mutation = new library.MutationObserver(client, {
          mutationFn: (value) => (random.next() < 0.4 ? Promise.reject(new Error(value)) : Promise.resolve(value)),
          onMutate: (value) => void record.log("onMutate", value),
          onError: (error) => record.log("onError", error),
          onSettled: async () => record.log("onSettled"),
        });
        await record.settled(`${label} mutate`, () => mutation.mutate(label));
        break;
      }
      case 8:
        await record.settled(`${label} infinite`, () =>
          client.fetchInfiniteQuery({
            queryKey: [...queryKey, "pages"],
            queryFn: ({ pageParam }) => ({ pageParam }),
            initialPageParam: 0,
            getNextPageParam: (_, pages) => (pages.length < 3 ? pages.length : undefined),
            pages: 3,
          }),
        );
        break;
      default:
        record.check(`${label} state`, () => client.getQueryState(queryKey)?.fetchFailureCount);
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1e7));
  for (const leave of unsubscribe) leave();
  record.check("dehydrate", () =>
    library.dehydrate(client).queries.map(({ queryHash, state }) => [queryHash, state.data, state.status]),
  );
  client.clear();
  client.unmount();
}

/** What comes first is a matter of time here, and not of the number of microtasks. */
function later(random) {
  return new Promise((resolve) => setTimeout(resolve, random.integer(1, 1e6)));
}

function madeUp(random, depth) {
  const inner = () => madeUp(random, depth - 1);
  switch (random.integer(0, depth > 0 ? 5 : 3)) {
    case 0:
      return random.integer(0, 2);
    case 1:
      return random.pick(["a", "b", undefined, null]);
    case 2:
      return [];
    case 3:
      return new Date(0);
    case 4:
      return { b: inner(), a: inner() };
    default:
      return random.list(0, 3, inner);
  }
}
