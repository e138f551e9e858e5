import { describe, expect, it } from "vitest";
import { Evaluator } from "../../../explorer/query/evaluate.js";
import { increase, latest, select, sumOver } from "../../../explorer/query/query.js";
import { Scrapes } from "../scrapes.js";

const hour = 3_600;

function valuesAt(scrapes: Scrapes, time: number, metric = "c"): number[] {
  return new Evaluator(scrapes.memory).instant(latest(select(metric)), time).map(({ value }) => value);
}

describe("the memory", () => {
  it("forgets what is older than it is to keep", () => {
    const scrapes = new Scrapes({ age: hour * 1000 });
    for (let time = 0; time <= 2 * hour; time += 60) scrapes.at(time, `c ${time}`);
    expect(scrapes.memory.start).toBeGreaterThanOrEqual((hour - 60) * 1000);
    expect(scrapes.memory.start).toBeLessThanOrEqual((hour + 60) * 1000);
    expect(valuesAt(scrapes, hour / 2)).toEqual([]);
    expect(valuesAt(scrapes, 2 * hour)).toEqual([2 * hour]);
    const [increased] = new Evaluator(scrapes.memory).instant(increase(select("c"), 600_000), 2 * hour);
    expect(increased?.value).toBeCloseTo(600, 6);
  });

  it("forgets the oldest earlier where samples change more than there is room for, and has the latest right", () => {
    const scrapes = new Scrapes({ runs: 500 });
    const text = (time: number) => Array.from({ length: 10 }, (_, i) => `c{i="${i}"} ${time + i}\n`).join("");
    for (let time = 0; time <= 1_000; time++) scrapes.at(time, text(time));
    expect(scrapes.memory.start).toBeGreaterThan(940_000);
    expect(scrapes.memory.start).toBeLessThan(970_000);
    expect(valuesAt(scrapes, 1_000)).toEqual(Array.from({ length: 10 }, (_, i) => 1_000 + i));
  });

  it("keeps a counter that stands still for as long as it may, whatever there is room for", () => {
    const scrapes = new Scrapes({ runs: 10 });
    for (let time = 0; time <= hour; time += 10) scrapes.at(time, "c 5");
    expect(scrapes.memory.start).toBe(0);
    const [sum] = new Evaluator(scrapes.memory).instant(sumOver(select("c"), hour * 1000), hour);
    expect(sum?.value).toBe(5 * 360);
  });

  it("has room again for new series when old ones are forgotten", () => {
    const scrapes = new Scrapes({ series: 2, age: hour * 1000 });
    expect(scrapes.at(0, 'c{i="1"} 1\nc{i="2"} 1\nc{i="3"} 1')).toBe(1);
    expect(scrapes.at(60, 'c{i="3"} 1')).toBe(1);
    for (let time = 120; time <= 2 * hour; time += 60) scrapes.at(time, 'other{i="1"} 1');
    expect(scrapes.at(2 * hour + 60, 'c{i="4"} 4')).toBe(0);
    expect(valuesAt(scrapes, 2 * hour + 60)).toEqual([4]);
  });

  it("does not keep series whose labels are longer than any name", () => {
    const scrapes = new Scrapes({ labels: 100 });
    expect(scrapes.at(0, `c{a="${"x".repeat(200)}"} 1\nc{a="y"} 2`)).toBe(1);
    expect(valuesAt(scrapes, 0)).toEqual([2]);
  });

  it("takes the first of samples that are there twice", () => {
    const scrapes = new Scrapes();
    scrapes.at(0, 'c{a="1"} 1\nc{a="1"} 2');
    expect(valuesAt(scrapes, 0)).toEqual([1]);
  });

  it("keeps the series of targets apart, though they have the same labels", () => {
    const scrapes = new Scrapes();
    scrapes.at(0, "c 1", "one:1");
    scrapes.at(5, "c 2", "two:1");
    scrapes.failAt(10, "one:1");
    expect(valuesAt(scrapes, 7)).toEqual([1, 2]);
    expect(valuesAt(scrapes, 12)).toEqual([2]);
  });
});
