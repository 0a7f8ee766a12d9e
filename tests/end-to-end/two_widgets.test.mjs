// Several widgets on a page: each its own, none left behind.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./support/browser.mjs";
import { Checklist, FOR_A_PERSON } from "./support/checklist.mjs";
import { serve } from "./support/proxy.mjs";

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

/// A second widget below the first, in Spanish, set up by its page.
async function addSecond(first) {
  await first.page.evaluate(() => {
    const second = document.createElement("checkout-readiness");
    second.id = "second";
    second.setAttribute("loading", "eager");
    second.lang = "es";
    second.setAttribute("product", "qr");
    second.setAttribute("site", "MLB");
    document.querySelector("main").append(second);
  });
  const second = new Checklist(first.page, first.page.locator("#second"));
  await second.isDrawn();
  return second;
}

test("two widgets run at the same time, each in its language and on its own question", async (t) => {
  const first = await open(t, browser, proxy.origin);
  const second = await addSecond(first);
  await first.choose("not-activated");
  await Promise.all([first.run(), second.run()]);

  assert.equal(await first.verdictWord(), "Not ready to go live");
  assert.equal(await second.verdictWord(), "Aún sin definir");
  assert.equal((await first.report()).profile.product, "checkout-pro");
  assert.deepEqual((await second.report()).profile, { product: "qr", site: "MLB" });

  await first.row(FOR_A_PERSON).confirm();
  await first.row(FOR_A_PERSON).said.waitFor();
  assert.equal(await second.row(FOR_A_PERSON).kind(), "confirm");
  assert.equal(await second.verdict(), "undecided");
});

test("when one is removed and the other moved, the other goes on", async (t) => {
  const first = await open(t, browser, proxy.origin);
  const second = await addSecond(first);
  await second.run();
  await first.page.evaluate(() => {
    document.querySelector("checkout-readiness").remove();
    const section = document.createElement("section");
    document.body.prepend(section);
    section.append(document.querySelector("#second"));
  });
  assert.equal(await second.verdict(), "undecided", "a move keeps the answers");
  await second.runBy(() => second.runAgainButton.click());
  assert.equal(await second.verdict(), "undecided");
  await second.row(FOR_A_PERSON).confirm();
  await second.row(FOR_A_PERSON).said.waitFor();
});

test("an attribute that changes is followed, and one that means nothing is named", async (t) => {
  const first = await open(t, browser, proxy.origin);
  const second = await addSecond(first);
  await first.page.evaluate(() => document.querySelector("#second").setAttribute("product", "bricks"));
  await second.product.and(first.page.locator("select:has(option[value=bricks]:checked)")).waitFor();
  await first.page.evaluate(() => document.querySelector("#second").setAttribute("product", "chekout"));
  await second.notices.getByText("chekout").waitFor();
  await second.run();
});

test("thirty that come and go, some in the middle of a run, leave nothing behind", async (t) => {
  const first = await open(t, browser, proxy.origin);
  await first.page.evaluate(async () => {
    for (let turn = 0; turn < 30; turn++) {
      const passing = document.createElement("checkout-readiness");
      passing.setAttribute("loading", "eager");
      document.body.append(passing);
      // Removed at once, while it loads, when it is drawn, or while it runs.
      for (let wait = 0; wait < turn % 4; wait++) await new Promise((later) => setTimeout(later, 20));
      passing.shadowRoot?.querySelector(".start button")?.click();
      await Promise.resolve();
      passing.remove();
      await new Promise((later) => setTimeout(later));
      if (passing.shadowRoot?.querySelector("button")) throw new Error("something is left in a removed widget");
    }
  });
  assert.equal(await first.page.locator("checkout-readiness").count(), 1);
  assert.equal(await first.result.count(), 0);
  await first.run();
  assert.equal(await first.verdict(), "undecided");
});
