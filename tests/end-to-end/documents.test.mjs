// What a reader takes away: every document is whole, says what the page says, and needs nobody.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { findings } from "./support/axe.mjs";
import { FAILED_REQUESTS, launch, open } from "./support/browser.mjs";
import { serve, serveFor } from "./support/proxy.mjs";

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

async function checked(t, merchant, reader, origin = proxy.origin) {
  const checklist = await open(t, browser, origin, reader);
  await checklist.choose(merchant);
  await checklist.run();
  return checklist;
}

/// What a button puts on the clipboard.
async function copied(checklist, button) {
  const { page } = checklist;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await button.click();
  for (let look = 0; look < 400; look++) {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    // What stood there before stands there until the proxy has written the document.
    if (text.length > 500) return text;
    await page.waitForTimeout(50);
  }
  throw new Error("nothing was copied");
}

/// Titles of the rows whose mark is of that kind.
function titles(checklist, kind) {
  return checklist.rows
    .filter({ has: checklist.page.locator(`.mark[data-kind=${kind}]`) })
    .locator("summary .title")
    .evaluateAll((titles) => titles.map((title) => title.textContent));
}

const LANGUAGES = { en: "en-US", es: "es-AR", pt: "pt-BR" };

for (const [language, locale] of Object.entries(LANGUAGES)) {
  test(`every document names every blocker in the words of the page, in ${language}`, async (t) => {
    const checklist = await checked(t, "worst-online", { locale });
    const blockers = await titles(checklist, "failed");
    assert.ok(blockers.length >= 2);
    const verdict = await checklist.verdictWord();

    const markdown = await copied(checklist, checklist.copyButton);
    const ticket = await copied(checklist, checklist.ticketButton);
    const html = await checklist.document("html");
    const junit = await checklist.document("junit");
    const sarif = await checklist.document("sarif");

    const plain = html.text.replace(/<[^>]+>/g, "");
    for (const title of blockers) {
      assert.ok(unescaped(markdown).includes(title), `${title} is in the Markdown`);
      assert.ok(unescaped(ticket).includes(title), `${title} is in the text for support`);
      assert.ok(unescaped(plain).includes(title), `${title} is in the HTML`);
      assert.ok(unescaped(junit.text).includes(title), `${title} is in the JUnit`);
      assert.ok(sarif.text.includes(title), `${title} is in the SARIF`);
    }
    assert.ok(markdown.includes(verdict) && plain.includes(verdict), "the verdict is said");
    assert.deepEqual(
      [html.name, junit.name, sarif.name],
      ["html", "xml", "sarif"].map((ending) => `checkout-readiness-checkout-pro.${ending}`),
    );
  });
}

test("the machine-readable documents are what their readers expect", async (t) => {
  const checklist = await checked(t, "worst-online");
  const report = await checklist.report();
  const json = await checklist.document("json");
  assert.equal(json.name, "checkout-readiness-checkout-pro.json");
  assert.equal(report.verdict, "not_ready");

  const sarif = JSON.parse((await checklist.document("sarif")).text);
  assert.equal(sarif.version, "2.1.0");
  const [run] = sarif.runs;
  const rules = new Set(run.tool.driver.rules.map(({ id }) => id));
  assert.notEqual(run.results.length, 0);
  for (const { ruleId, message } of run.results) {
    assert.ok(rules.has(ruleId), ruleId);
    assert.ok(message.text.length > 0, ruleId);
  }
  const failed = report.outcomes.filter(({ status }) => status === "failed");
  for (const { check } of failed) assert.ok(run.results.some(({ ruleId }) => ruleId === check), check);

  const junit = (await checklist.document("junit")).text;
  const cases = [...junit.matchAll(/<testcase [^>]*name="([^"]+)"/g)];
  assert.equal(cases.length, report.outcomes.length, "a case for each check");
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  const problem = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent,
    junit,
  );
  assert.equal(problem, undefined);
});

test("the HTML opens as one file, without a network, a script or anybody's help", async (t) => {
  const checklist = await checked(t, "worst-online");
  const blockers = await titles(checklist, "failed");
  const { text } = await checklist.document("html");
  const folder = mkdtempSync(join(tmpdir(), "readiness-document-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "report.html");
  writeFileSync(file, text);

  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ offline: true, colorScheme, viewport: { width: 320, height: 640 } });
    t.after(() => context.close());
    const page = await context.newPage();
    const asked = [];
    const said = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    const address = pathToFileURL(file).href;
    await page.goto(address);
    for (const title of blockers) await page.getByText(title).first().waitFor({ state: "attached" });
    assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), [address]);
    assert.deepEqual(said, []);
    assert.equal(await page.locator("script, iframe, object, embed, form").count(), 0);
    const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(needed <= there, `${needed} pixels do not fit in ${there}`);
    // Two groups of data may be as complete as each other, and then have the same name.
    const found = await findings(page);
    assert.deepEqual(found, []);
  }
});

test("what a person said goes along", async (t) => {
  const checklist = await checked(t, "reports-never");
  await checklist.row("webhook-events-are-selected").confirm("Seen <b>twice</b>", "Ana");
  await checklist.row("reports-are-used").dismiss("Our | accountant `knows`");
  await checklist.row("reports-are-used").said.waitFor({ state: "attached" });
  const markdown = unescaped(await copied(checklist, checklist.copyButton));
  assert.match(markdown, /Ana/);
  assert.match(markdown, /accountant/);
  await checklist.announcement.getByText("The report was copied.").waitFor({ state: "attached" });
  const { text } = await checklist.document("html");
  assert.ok(!text.includes("<b>twice</b>"), "a note is no markup");
  assert.ok(text.includes("&lt;b&gt;twice&lt;/b&gt;"));
});

test("a button stays where it is while answers change, and gives the newest of them", async (t) => {
  const checklist = await checked(t, "reports-never");
  const check = "webhook-events-are-selected";
  const button = await checklist.downloadButton.elementHandle();
  await checklist.element.evaluate((element, check) => element.confirm(check, "Seen by the panel"), check);
  await checklist.row(check).said.waitFor({ state: "attached" });
  assert.ok(await button.evaluate((button) => button.isConnected), "it was not drawn anew");
  const { outcomes } = await checklist.report();
  const { confirmation } = outcomes.find((outcome) => outcome.check === check);
  assert.equal(confirmation.note, "Seen by the panel");
  assert.ok(await button.evaluate((button) => button.getRootNode().activeElement === button), "it keeps the focus");
});

test("numbers of an account are cut short in the text for support", async (t) => {
  const checklist = await checked(t, "rejections-by-fraud");
  const ticket = await copied(checklist, checklist.ticketButton);
  assert.doesNotMatch(ticket, /(?<!\d)1000000000000\d{3}(?!\d)|(?<!\d)100000\d{3}(?!\d)/);
  assert.match(ticket, /…\d{4}/);
});

test("where copying is forbidden the text is shown to be copied by hand", async (t) => {
  const checklist = await checked(t, "ready");
  await checklist.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("forbidden", "NotAllowedError"));
  });
  await checklist.copyButton.click();
  const field = checklist.element.locator(".by-hand textarea");
  await field.waitFor();
  assert.match(await field.inputValue(), /^# .+/);
  await checklist.element.locator(".by-hand button").click();
  await field.waitFor({ state: "detached" });
  const focused = () => checklist.copyButton.evaluate((button) => button.getRootNode().activeElement === button);
  assert.ok(await focused(), "who closes it goes on where it was opened");
});

test("with the proxy gone a notice says so, and the report itself is still there", async (t) => {
  const gone = await serveFor(t);
  const checklist = await checked(t, "not-activated", { tolerated: FAILED_REQUESTS }, gone.origin);
  await gone.kill();
  await checklist.element.evaluate((element) => {
    window.problems = [];
    element.addEventListener("error", ({ detail }) => window.problems.push(detail));
  });
  await checklist.copyButton.click();
  await checklist.notices.getByText("does not answer").waitFor();
  const problems = await checklist.page.evaluate(() => window.problems);
  assert.deepEqual(problems, [{ code: "connection", message: "unreachable" }]);
  const report = await checklist.report();
  assert.equal(report.verdict, "not_ready");
  assert.equal(await checklist.verdict(), "not_ready", "the answers stay");
});

/// Without what Markdown and markup write differently.
function unescaped(text) {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&apos;": "'", "&#x27;": "'", "&amp;": "&" };
  return text.replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity).replace(/\\([^\w\s])/g, "$1");
}
