// A whole run by keyboard alone: every stop is seen, nothing holds the focus, nothing loses it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_PERSONS, FOR_A_PERSON, IN_ORDER } from "./support/checklist.mjs";
import { focused, tabTo } from "./support/keyboard.mjs";
import { serveShop } from "./support/proxy.mjs";

let certificate, proxy, browser;

before(async () => {
  certificate = makeCertificate();
  proxy = await serveShop(certificate);
  browser = await launchAtShop(certificate, proxy);
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
  certificate?.remove();
});

const isVisible = (stop) => {
  assert.ok(stop.hasRing, `no ring around ${stop.tag} "${stop.text}"`);
  assert.ok(stop.isSeen, `${stop.tag} "${stop.text}" is out of sight`);
};

test("from the first Tab to ready and back, without a mouse", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  const { page } = checklist;
  const to = (is) => tabTo(page, is, { at: isVisible });
  await checklist.choose(IN_ORDER);

  await to((stop) => stop?.text === "Check now");
  await page.keyboard.press("Enter");
  await checklist.isDone();

  for (const check of Object.keys(FOR_PERSONS)) {
    await to((stop) => stop?.tag === "summary" && stop.row === check);
    await page.keyboard.press("Enter");
    await to((stop) => stop?.row === check && stop.tag === "input");
    await page.keyboard.type("Looked at it");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Ana");
    await to((stop) => stop?.row === check && stop.text === "I looked, and it is right");
    await page.keyboard.press("Enter");

    // The row has moved to what passed; the focus has gone with it.
    const row = checklist.row(check);
    await row.said.waitFor();
    await page.waitForFunction(focusedRow, check);
    const stop = await focused(page);
    assert.deepEqual([stop.tag, stop.row], ["summary", check]);
    isVisible(stop);
    assert.match(await row.said.innerText(), / · Ana · Looked at it$/);
  }
  assert.equal(await checklist.verdict(), "ready");

  await to((stop) => stop?.row === FOR_A_PERSON && stop.text === "Undo");
  await page.keyboard.press("Enter");
  await checklist.row(FOR_A_PERSON).confirmButton.waitFor();
  await page.waitForFunction(focusedRow, FOR_A_PERSON);
  assert.equal((await focused(page)).tag, "summary");
  assert.equal(await checklist.verdict(), "undecided");
});

test("Tab leads through everything and out again, in both directions", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await checklist.choose("worst-online");
  await checklist.run();
  await checklist.unfoldAll();
  await checklist.page.evaluate(() => document.activeElement.blur());
  const isLastOfPage = (stop) => stop?.text === "English";
  const isFirstOfPage = (stop) => stop?.tag === "select" && stop.text === "worst-online";

  const rows = new Set();
  const at = (stop) => {
    isVisible(stop);
    rows.add(stop.row);
  };
  // Unfolding by mouse left off somewhere below.
  await tabTo(checklist.page, isLastOfPage);
  await tabTo(checklist.page, isFirstOfPage, { at });
  await tabTo(checklist.page, isLastOfPage, { at });
  for (const check of await checklist.checks()) assert.ok(rows.has(check), `${check} is never reached`);
  await tabTo(checklist.page, isFirstOfPage, { key: "Shift+Tab", at });
});

test("the step to do next leads to its row by keyboard", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await checklist.choose("not-activated");
  await checklist.run();
  await tabTo(checklist.page, (stop) => stop?.text === "Show the steps", { at: isVisible });
  await checklist.page.keyboard.press("Enter");
  await checklist.page.waitForFunction(focusedRow, "production-credentials-activated");
  isVisible(await focused(checklist.page));
  await checklist.element.getByText("What to do", { exact: true }).first().waitFor();
});

test("the way to the first sale leads to each of its rows by keyboard", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await checklist.choose("not-activated");
  await checklist.run();
  await tabTo(checklist.page, (stop) => stop?.tag === "summary" && stop.text.startsWith("The way"), { at: isVisible });
  await checklist.page.keyboard.press("Enter");
  await tabTo(checklist.page, (stop) => stop?.tag === "a", { at: isVisible });
  await checklist.page.keyboard.press("Enter");
  await checklist.page.waitForFunction(focusedRow, "production-credentials-activated");
  isVisible(await focused(checklist.page));
});

test("whoever starts a run, or stops one, by keyboard does not lose their place", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await tabTo(checklist.page, (stop) => stop?.text === "Check now");
  await checklist.page.keyboard.press("Enter");
  await checklist.isDone();
  // What comes next on the page comes next by Tab, not the beginning of the page.
  await checklist.page.keyboard.press("Tab");
  const stop = await focused(checklist.page);
  assert.ok(stop && stop.tag !== "select", `the focus began anew at ${stop?.tag} "${stop?.text}"`);
});

test("choosing a merchant by arrow keys keeps the focus on the choice", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await tabTo(checklist.page, (stop) => stop?.tag === "select" && stop.text === "ready");
  const told = checklist.page.waitForResponse(/merchant=argentina$/);
  await checklist.page.keyboard.press("ArrowDown");
  await (await told).finished();
  await checklist.element.getByText("TIENDAEJEMPLO").waitFor();
  assert.deepEqual((({ tag, text }) => [tag, text])(await focused(checklist.page)), ["select", "argentina"]);
});

function focusedRow(check) {
  const root = document.querySelector("checkout-readiness").shadowRoot;
  return root.activeElement?.closest("li.row")?.id === `row-${check}`;
}
