// The numbers the benchmark of a load judges by.

import assert from "node:assert/strict";
import { test } from "node:test";

import { intervalOfMedian, judge, median, quantile } from "../../bench/load/statistics.mjs";

const count = (length) => Array.from({ length }, (_, index) => index + 1);

test("quantiles lie between the values they fall between", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(quantile([10, 20, 30, 40, 50], 0.25), 20);
});

test("the interval of the median is the one of the tables, and of five values nothing is said", () => {
  assert.deepEqual(intervalOfMedian(count(15)), [4, 12]);
  assert.deepEqual(intervalOfMedian(count(9)), [2, 8]);
  assert.deepEqual(intervalOfMedian(count(6)), [1, 6]);
  assert.deepEqual(intervalOfMedian(count(5)), [-Infinity, Infinity]);
});

test("a goal is missed only where the spread does not explain it", () => {
  const around = (middle, spread) => count(15).map((value) => middle + ((value - 8) / 7) * spread);
  assert.equal(judge(around(0.95, 0.2), 1).word, "holds");
  assert.equal(judge(around(1.05, 0.2), 1).word, "within the spread");
  assert.equal(judge(around(1.05, 0.02), 1).word, "missed");
});
