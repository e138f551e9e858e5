/** Random changes to drafts of trees, maps and sets, with patches forwards and back. */
export function drive(immer, record, random) {
  immer.enablePatches();
  immer.enableMapSet();
  for (let round = 0; round < 1500; round++) {
    const base = treeOf(random, 4);
    const instance = new immer.Immer({ autoFreeze: random.next() < 0.5, useStrictShallowCopy: random.next() < 0.3 });
    record.check(`produce ${round}`, () => {
      const [next, patches, inverse] = instance.produceWithPatches(base, (draft) =>
        change(draft, record, random, immer),
      );
      record.log("same", next === base, Object.isFrozen(next), immer.isDraft(next));
      record.log("back", immer.applyPatches(next, inverse));
      return { next, patches, again: immer.applyPatches(base, patches) };
    });
    record.check(`curried ${round}`, () => {
      const curried = instance.produce((draft, value) => {
        draft.added = value;
      });
      return [curried.name, curried.length, curried(base, round)];
    });
    record.check(`kept draft ${round}`, () => {
      const draft = immer.createDraft(base);
      change(draft, record, random, immer);
      return [immer.current(draft), immer.original(draft) === base, immer.finishDraft(draft)];
    });
  }
}

class Point {
  [Symbol.for("immer-draftable")] = true;
  #moves = 0;
  constructor(x) {
    this.x = x;
  }
  get twice() {
    return this.x * 2;
  }
  static moves(point) {
    return point.#moves;
  }
}

function treeOf(random, depth) {
  const inner = () => (depth > 0 && random.next() < 0.7 ? treeOf(random, depth - 1) : random.integer(0, 9));
  switch (depth === 4 ? 0 : random.integer(0, 4)) {
    case 0:
      return { a: inner(), b: inner(), [random.text(1, 1)]: inner() };
    case 1:
      return random.list(0, 4, inner);
    case 2:
      return new Map([
        ["a", inner()],
        [1, inner()],
      ]);
    case 3:
      return new Set([inner(), inner()]);
    default:
      return new Point(random.integer(0, 9));
  }
}

function change(draft, record, random, immer) {
  for (let step = random.integer(0, 5); step > 0; step--) {
    const at = random.pick(Object.keys(draft));
    const value = draft[at];
    if (random.next() < 0.03) throw new RangeError(`gave up at ${at}`);
    if (Array.isArray(value)) {
      random.pick([() => value.push(step), () => value.splice(0, 1), () => value.reverse(), () => value.sort()])();
    } else if (value instanceof Map) value.set("a", step).delete(1);
    else if (value instanceof Set) value.add(step);
    else if (value instanceof Point) record.log("point", value.x++, value.twice);
    else if (typeof value === "object" && value !== null && random.next() < 0.6) value[random.text(1, 1)] = step;
    else if (random.next() < 0.3) delete draft[at];
    else draft[at] = random.next() < 0.2 ? immer.nothing : step;
  }
}
