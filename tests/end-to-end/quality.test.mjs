// What a sale tells: its data one by one, the JSON for what is missing, and what a reader enters.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launch, open } from "./support/browser.mjs";
import { serve } from "./support/proxy.mjs";

const MEASURED = "payment-can-be-measured";
const SCORE = "official-quality-score";
const EXPERIENCE = "quality-of-buyer-experience";

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

async function checked(t, merchant, reader) {
  const checklist = await open(t, browser, proxy.origin, reader);
  await checklist.choose(merchant);
  await checklist.run();
  return checklist;
}

async function outcome(checklist, check) {
  const { outcomes } = await checklist.report();
  return outcomes.find((found) => found.check === check);
}

test("data of a sale are listed in two tables, what is required first, each with its state and field", async (t) => {
  const checklist = await checked(t, "quality-poor");
  for (const check of [EXPERIENCE, "quality-of-payment-approval", "sale-tells-about-payer"]) {
    const { items } = await outcome(checklist, check);
    assert.ok(items.some(({ state }) => state === "missing"), check);
    const row = checklist.row(check);
    await row.unfold();
    const tables = await row.items.evaluateAll((tables) =>
      tables.map((table) => ({
        caption: table.caption.innerText,
        rows: [...table.rows].map((row) => [row.dataset.state, row.cells[2].innerText]),
      })),
    );
    const required = items.filter((item) => item.class === "required");
    const others = items.filter((item) => item.class !== "required");
    const expected = [["Required", required], ["Best practice", others]].filter(([, items]) => items.length);
    assert.deepEqual(
      tables.map(({ caption }) => caption),
      expected.map(([caption]) => caption),
    );
    assert.deepEqual(
      tables.map(({ rows }) => rows),
      expected.map(([, items]) => items.map(({ state, field }) => [state, field ?? ""])),
    );
    const words = await row.items.locator("td:nth-child(2)").allInnerTexts();
    assert.ok(words.includes("Missing"), words.join());
  }
});

test("the JSON for what is missing sends just that, and stands in its own row", async (t) => {
  const checklist = await checked(t, "quality-poor");
  const row = checklist.row(EXPERIENCE);
  await row.unfold();
  assert.equal(await row.snippet.count(), 0, "nobody asked yet");
  await row.snippetButton.click();
  await row.snippet.waitFor();
  const { request, body } = JSON.parse(await row.snippet.innerText());
  assert.match(request, /^POST \//);

  const { items } = await outcome(checklist, EXPERIENCE);
  for (const { field, state } of items.filter((item) => item.field)) {
    assert.equal(sends(body, field), state === "missing", `${field} is ${state}`);
  }
  assert.equal(await checklist.element.locator("pre.snippet").count(), 1);

  const other = checklist.row("sale-tells-about-payer");
  await other.unfold();
  await other.snippetButton.click();
  await other.snippet.waitFor();
  assert.notEqual(await other.snippet.innerText(), await row.snippet.innerText());
});

test("where everything is sent there is nothing to show", async (t) => {
  const checklist = await checked(t, "ready");
  const row = checklist.row("quality-of-reconciliation");
  await row.unfold();
  await row.items.first().waitFor();
  const states = await row.items.locator("tr").evaluateAll((rows) => rows.map((row) => row.dataset.state));
  assert.ok(states.includes("present") && !states.includes("missing"), states.join());
  assert.equal(await row.snippetButton.count(), 0);
});

test("another payment is looked into once its number is entered, and remembered until it is emptied", async (t) => {
  const checklist = await checked(t, "quality-poor");
  const poor = await outcome(checklist, EXPERIENCE);
  assert.equal(poor.reason, "some_is_missing");
  const { details } = await outcome(checklist, MEASURED);
  const another = details.sale_id.replace(/.$/, "2");
  assert.notEqual(another, details.sale_id);

  await checklist.runBy(() => checklist.row(MEASURED).enter(` ${another} `));
  assert.equal((await outcome(checklist, MEASURED)).details.sale_id, another);
  assert.equal((await outcome(checklist, EXPERIENCE)).reason, "all_is_sent");

  await checklist.page.reload();
  await checklist.isDrawn();
  await checklist.age.waitFor();
  await checklist.run();
  assert.equal((await outcome(checklist, MEASURED)).details.sale_id, another);
  const row = checklist.row(MEASURED);
  await row.unfold();
  assert.equal(await row.form.locator("input").inputValue(), another);

  await checklist.choose("ready");
  await checklist.run();
  assert.notEqual((await outcome(checklist, MEASURED)).details.sale_id, another, "another merchant's payment");

  await checklist.choose("quality-poor");
  await checklist.run();
  await checklist.runBy(() => checklist.row(MEASURED).enter(""));
  assert.deepEqual(await withoutTime(checklist, EXPERIENCE), timeless(poor));
});

test("a number Mercado Pago does not know is said to be none of this account, and nothing is judged by it", async (t) => {
  const checklist = await checked(t, "ready");
  await checklist.runBy(() => checklist.row(MEASURED).enter("1300000019999"));
  const row = checklist.row(MEASURED);
  assert.equal(await row.kind(), "unseen");
  assert.match(await row.title.innerText(), /1300000019999|not.* this account/);
  assert.equal((await outcome(checklist, EXPERIENCE)).status, "skipped");
  assert.equal(await checklist.verdict(), "undecided");
});

test("what is no number at all is refused in words, and the next number is taken", async (t) => {
  const checklist = await checked(t, "ready", { tolerated: FAILED_REQUESTS });
  await checklist.row(MEASURED).enter("my last sale");
  const message = checklist.element.getByText("1 to 20 digits");
  await message.waitFor();
  assert.notEqual(await checklist.verdict(), "ready");
  await checklist.runBy(() => checklist.row(MEASURED).enter(""));
  assert.equal((await outcome(checklist, MEASURED)).reason, "can_be_measured");
  assert.equal(await message.count(), 0);
});

test("an official score is recorded, judged, and remembered for its merchant alone", async (t) => {
  const checklist = await checked(t, "quality-not-recorded");
  const row = checklist.row(SCORE);
  assert.equal(await row.kind(), "confirm");
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await checklist.runBy(() => row.enter("81", day, ""));
  assert.equal((await outcome(checklist, SCORE)).reason, "enough");

  await checklist.page.reload();
  await checklist.age.waitFor();
  await checklist.run();
  const { reason, details } = await outcome(checklist, SCORE);
  assert.deepEqual([reason, details.score, details.measured_on], ["enough", 81, day]);
  await row.unfold();
  const fields = row.form.locator("input");
  assert.deepEqual([await fields.nth(0).inputValue(), await fields.nth(1).inputValue()], ["81", day]);

  await checklist.runBy(() => row.enter("60", day, ""));
  assert.notEqual((await outcome(checklist, SCORE)).status, "passed");

  await checklist.choose("qr-not-recorded");
  await checklist.run();
  assert.equal(await row.kind(), "confirm", "another merchant's score");

  await checklist.choose("quality-not-recorded");
  await checklist.run();
  await checklist.runBy(() => row.enter("", "", ""));
  assert.equal(await row.kind(), "confirm", "a record that was emptied is taken back");
});

test("a score that cannot be is refused with a message, and nothing is recorded", async (t) => {
  const checklist = await checked(t, "quality-not-recorded");
  const row = checklist.row(SCORE);
  let runs = 0;
  checklist.page.on("request", (request) => (runs += request.method() === "POST"));
  const message = "Enter a score from 0 to 100 and the day it was measured.";
  for (const wrong of [["101", "2026-11-01"], ["-1", "2026-11-01"], ["81", ""], ["", "2026-11-01"], ["80.5", "2026-11-01"]]) {
    await row.enter(...wrong, "");
    await row.body.locator(".problem", { hasText: message }).waitFor();
  }
  assert.equal(await checklist.announcement.innerText(), message);
  await checklist.settled();
  assert.equal(runs, 0, "nothing is asked by a wrong score");
  assert.equal(await row.kind(), "confirm");
  const kept = await checklist.page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes("quality:"), "nothing is remembered of it");
});

test("keys of development are compared on the page and leave it only as alike or not", async (t) => {
  const checklist = await checked(t, "ready-point");
  const row = checklist.row("same-keys-as-in-development");
  const sent = [];
  checklist.page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
  const key = "APP_USR-00000000-0000-4000-8000-999999999999";
  await checklist.runBy(() => row.enter(key, ""));
  assert.equal(await row.kind(), "failed");
  assert.ok(sent.some((text) => text.includes('"different"')), "the likeness is sent");
  assert.ok(!sent.some((text) => text.includes("999999999999")), "the key is not");
  const { public_key: own } = await checklist.page.evaluate(async () =>
    (await fetch("/api/v1/profile?merchant=ready-point")).json(),
  );
  await checklist.runBy(() => row.enter(own, ""));
  assert.equal(await row.kind(), "passed");
});

/// Whether a body has a value at a field's path, such as `items[].title`.
function sends(body, field) {
  let values = [body];
  for (const part of field.split(".")) {
    values = values.map((value) => value?.[part.replace("[]", "")]).flat();
  }
  return values.some((value) => value !== undefined);
}

function timeless({ observed_at, elapsed_ms, ...rest }) {
  return rest;
}

async function withoutTime(checklist, check) {
  return timeless(await outcome(checklist, check));
}
