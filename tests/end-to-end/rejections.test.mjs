// The rejection mirror: the bars, the table and the report say the same numbers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./support/browser.mjs";
import { serve } from "./support/proxy.mjs";

const CHECK = "rejections-are-ordinary";

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

async function checked(t, merchant) {
  const checklist = await open(t, browser, proxy.origin);
  await checklist.choose(merchant);
  await checklist.run();
  const { outcomes } = await checklist.report();
  const row = checklist.row(CHECK);
  await row.unfold();
  return { row, table: row.body.locator("table.rejections"), outcome: outcomes.find(({ check }) => check === CHECK) };
}

for (const merchant of ["rejections-of-every-kind", "rejections-by-fraud", "rejections-for-data", "worst-online"]) {
  test(`bars and table say the numbers of the report: ${merchant}`, async (t) => {
    const { table, outcome } = await checked(t, merchant);
    assert.notEqual(outcome.groups.length, 0);
    const drawn = await table.locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => {
        const bar = row.querySelector("progress");
        return {
          part: bar.value / bar.max,
          width: bar.getBoundingClientRect().width,
          percent: row.cells[1].innerText.trim(),
          count: row.cells[2].innerText,
          advice: row.cells[3].innerText,
          details: row.querySelector(".hint").innerText,
        };
      }),
    );
    assert.equal(drawn.length, outcome.groups.length);
    for (const [index, group] of outcome.groups.entries()) {
      const row = drawn[index];
      assert.equal(row.percent, `${group.percent} %`);
      assert.equal(row.part, group.percent / 100);
      assert.equal(row.count, String(group.count));
      assert.equal(row.details, group.details.join(", "));
      assert.ok(row.width > 20, `the bar of ${group.group} is seen`);
      assert.ok(row.advice.length > row.details.length + 10, `${group.group} comes with advice`);
    }
    const names = await table.locator("tbody th").allInnerTexts();
    assert.equal(new Set(names).size, names.length, "every group has a name of its own");
    assert.equal(await table.locator("caption").innerText(), "Why payments were rejected in the last 30 days");
  });
}

test("the longer bar is the larger share", async (t) => {
  const { table } = await checked(t, "rejections-by-fraud");
  const shares = await table.locator("progress").evaluateAll((bars) => bars.map((bar) => bar.value));
  assert.deepEqual(shares, [...shares].sort((one, other) => other - one), "largest first");
  assert.ok(shares[0] > shares.at(-1));
});

test("where nothing was rejected, or nothing could be read, there is no chart", async (t) => {
  for (const merchant of ["no-payments", "failing"]) {
    const { table, outcome, row } = await checked(t, merchant);
    assert.equal(outcome.groups?.length ?? 0, 0);
    assert.equal(await table.count(), 0);
    assert.notEqual(await row.kind(), "passed");
  }
});
