// The command line's exit code says which verdict it came to; that its answers are those of the
// page is in verdicts.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { FOR_PERSONS, IN_ORDER } from "./support/checklist.mjs";
import { check } from "./support/proxy.mjs";

const EXIT_CODES = { ready: 0, not_ready: 1, undecided: 2 };

test("the exit code says which verdict", async () => {
  for (const merchant of [IN_ORDER, "failing", "test-user", "worst-online"]) {
    const { code, output, all } = await check(["--merchant", merchant, "--json"]);
    assert.ok(output, all);
    assert.equal(code, EXIT_CODES[JSON.parse(output).verdict], merchant);
  }
});

test("the exit code of a shop in order is 0 once somebody confirmed what only a person can tell", async () => {
  const words = ["--merchant", IN_ORDER, "--json"];
  assert.equal((await check(words)).code, 2);
  for (const [id, reason] of Object.entries(FOR_PERSONS)) words.push("--confirm", `${id}:${reason}`);
  const { code, output, all } = await check(words);
  assert.equal(code, 0, all);
  assert.equal(JSON.parse(output).verdict, "ready");
});

test("without a shop or with a word it does not know the command line judges nothing", async () => {
  assert.equal((await check([])).code, 3);
  assert.equal((await check(["--merchant", "nobody"])).code, 3);
  assert.equal((await check(["--no-such-option"])).code, 3);
});
