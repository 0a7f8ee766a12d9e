// Where the proxy has a memory, colleagues see what each of them said, and how earlier runs went.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, open } from "./support/browser.mjs";
import { FOR_A_PERSON } from "./support/checklist.mjs";
import { focused } from "./support/keyboard.mjs";
import { serveFor } from "./support/proxy.mjs";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

/// A proxy that keeps things in a folder of its own, for one test.
async function remembering(t, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "readiness-memory-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return { ...(await serveFor(t, { READINESS_DATA: folder, ...settings })), folder };
}

/// What is asked of the proxy from here on, by what it is about.
function asked(checklist, path) {
  const bodies = [];
  checklist.page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith(path)) bodies.push(request.postDataJSON());
  });
  return bodies;
}

/// Waits until the proxy has kept what is said meanwhile.
async function kept(checklist, say) {
  const answered = checklist.page.waitForResponse(
    (answer) => answer.url().endsWith("/api/v1/decisions") && answer.request().method() === "POST",
  );
  await say();
  const answer = await answered;
  assert.ok(answer.ok(), `${answer.status()} for a decision`);
}

test("a colleague in another browser sees what was confirmed, by whom and why, and may take it back", async (t) => {
  const proxy = await remembering(t);
  const ana = await open(t, browser, proxy.origin);
  await ana.run();
  await kept(ana, () => ana.row(FOR_A_PERSON).confirm("Seen in the panel", "Ana"));

  const rui = await open(t, browser, proxy.origin);
  await rui.age.waitFor();
  await rui.run();
  const row = rui.row(FOR_A_PERSON);
  assert.equal(await row.kind(), "passed");
  await row.unfold();
  assert.match(await row.said.innerText(), / · Ana · Seen in the panel$/);
  const { outcomes } = await rui.report();
  const { confirmation } = outcomes.find(({ check }) => check === FOR_A_PERSON);
  assert.deepEqual([confirmation.by, confirmation.note], ["Ana", "Seen in the panel"]);

  await kept(rui, () => row.undoButton.click());
  await row.confirmButton.waitFor();
  assert.equal(await row.kind(), "confirm");

  const eva = await open(t, browser, proxy.origin);
  await eva.age.waitFor();
  await eva.run();
  assert.equal(await eva.row(FOR_A_PERSON).kind(), "confirm", "what was taken back stays so");
});

test("what a colleague took back is taken back in the browser that said it, too", async (t) => {
  const proxy = await remembering(t);
  const ana = await open(t, browser, proxy.origin);
  await ana.run();
  await kept(ana, () => ana.row(FOR_A_PERSON).confirm("Seen in the panel", "Ana"));

  const rui = await open(t, browser, proxy.origin);
  await rui.age.waitFor();
  await rui.run();
  await rui.row(FOR_A_PERSON).unfold();
  await kept(rui, () => rui.row(FOR_A_PERSON).undoButton.click());

  await ana.runBy(() => ana.runAgainButton.click());
  assert.equal(await ana.row(FOR_A_PERSON).kind(), "confirm");
});

test("a decision outlives the proxy", async (t) => {
  const first = await remembering(t);
  const ana = await open(t, browser, first.origin);
  await ana.run();
  await kept(ana, () => ana.row(FOR_A_PERSON).confirm("Seen in the panel", "Ana"));
  await first.kill();

  const second = await serveFor(t, { READINESS_DATA: first.folder });
  const rui = await open(t, browser, second.origin);
  await rui.age.waitFor();
  await rui.run();
  assert.equal(await rui.row(FOR_A_PERSON).kind(), "passed");
});

test("setting a recommendation aside needs a reason, and a colleague reads it", async (t) => {
  const proxy = await remembering(t);
  const ana = await open(t, browser, proxy.origin);
  await ana.choose("reports-never");
  await ana.run();
  const decisions = asked(ana, "/api/v1/decisions");
  const row = ana.row("reports-are-used");
  await row.dismiss("   ");
  await ana.announcement.getByText("Say why").waitFor();
  await ana.settled();
  assert.deepEqual(decisions, []);
  assert.equal(await row.kind(), "warning");

  await kept(ana, () => row.dismiss("Our accountant reads the statement"));
  await row.said.waitFor({ state: "attached" });
  assert.equal(await row.kind(), "none");

  const rui = await open(t, browser, proxy.origin);
  await rui.choose("reports-never");
  await rui.age.waitFor();
  await rui.run();
  const theirs = rui.row("reports-are-used");
  await theirs.unfold();
  assert.match(await theirs.said.innerText(), /^Set aside · .+ · Our accountant reads the statement$/);
  await kept(rui, () => theirs.undoButton.click());
  await theirs.item.locator(".mark[data-kind=warning]").waitFor({ state: "attached" });
});

test("only recommendations can be set aside, and only where there is something to do", async (t) => {
  const proxy = await remembering(t);
  const checklist = await open(t, browser, proxy.origin);
  for (const merchant of ["worst-online", "worst-point", "failing"]) {
    await checklist.choose(merchant);
    await checklist.run();
    const { outcomes } = await checklist.report();
    const expected = outcomes.filter(
      ({ severity, status }) => severity === "recommended" && ["failed", "warning", "confirm"].includes(status),
    );
    const offered = await checklist.rows.evaluateAll((rows) =>
      rows.filter((row) => row.querySelector("details.dismiss")).map((row) => row.id.replace("row-", "")),
    );
    assert.deepEqual(offered.sort(), expected.map(({ check }) => check).sort(), merchant);
    assert.ok(outcomes.some(({ severity, status }) => severity === "required" && status !== "passed"));
  }
});

test("the last run is shown at once with its age, and a fresh one is offered", async (t) => {
  const proxy = await remembering(t);
  const ana = await open(t, browser, proxy.origin);
  await ana.choose("not-activated");
  await ana.run();
  const report = await ana.report();

  const rui = await open(t, browser, proxy.origin);
  const runs = asked(rui, "/api/v1/runs");
  await rui.choose("not-activated");
  await rui.age.waitFor();
  assert.match(await rui.age.innerText(), /^These are the answers of .+ \(.+\)\. Things may have changed since: check now\.$/);
  assert.equal(await rui.verdict(), "not_ready");
  assert.deepEqual((await rui.report()).outcomes, report.outcomes);
  assert.deepEqual(runs, [], "nobody was asked");
  assert.equal(await rui.row(FOR_A_PERSON).confirmButton.count(), 0, "old answers are not decided about");

  await rui.runBy(() => rui.runAgainButton.click());
  assert.equal(await rui.age.count(), 0);
  assert.equal(runs.length, 1);
  assert.equal(runs[0].checks, undefined);
});

test("a run is compared with the one before it, and with an earlier one that is chosen", async (t) => {
  const proxy = await remembering(t);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.choose("quality-not-recorded");
  await checklist.run();
  assert.equal(await checklist.changes.count(), 0, "there is nothing to compare the first run with");

  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await checklist.runBy(() => checklist.row("official-quality-score").enter("81", day, ""));
  await checklist.runBy(() => checklist.runAgainButton.click());
  const lines = checklist.changes.locator("li");
  await lines.first().waitFor();
  assert.equal(await lines.count(), 1);
  assert.match(await lines.innerText(), /^Changed: .+ To confirm → Passed$/);

  await checklist.runBy(() => checklist.runAgainButton.click());
  await checklist.changes.getByText("Nothing changed.").waitFor();

  const earlier = checklist.result.locator(".choice select");
  await earlier.waitFor();
  const offered = await earlier.locator("option").evaluateAll((options) => options.map(({ value }) => value));
  assert.equal(offered.length, 3, "a hint and the two runs before this one");
  await earlier.focus();
  await earlier.selectOption(offered[2]);
  await lines.first().waitFor();
  assert.match(await lines.innerText(), /^Changed: /);
  assert.equal(await earlier.inputValue(), offered[2], "the choice shows what is compared with");
  assert.equal((await focused(checklist.page))?.tag, "select", "and keeps the focus");
  await earlier.selectOption(offered[1]);
  await checklist.changes.getByText("Nothing changed.").waitFor();
});
