// The checklist as a reader uses it, and what can be read off it.

import { readFileSync } from "node:fs";

/// The check that no machine can answer, on every merchant's list.
export const FOR_A_PERSON = "webhook-events-are-selected";

/// A merchant with nothing wrong, and what only a person can tell of it, with the answer it waits
/// with.
export const IN_ORDER = "ready-mexico";
export const FOR_PERSONS = {
  [FOR_A_PERSON]: "compare_with_panel",
  "page-has-no-mixed-content": "nothing_insecure_in_markup",
  "webhook-answers-notifications": "not_probed",
  "webhook-takes-notifications": "not_probed",
  "webhook-verifies-signatures": "not_probed",
};

export class Checklist {
  constructor(page, element = page.locator("checkout-readiness").first()) {
    this.page = page;
    this.element = element;
    this.start = element.locator("section.start");
    this.progress = element.locator("section.progress");
    this.result = element.locator("section.verdict");
    this.rows = element.locator("li.row");
    this.notices = element.locator(".notice");
    this.announcement = element.locator("[role=status].announcement");
    this.runButton = this.start.locator("button.primary");
    this.runAgainButton = this.result.locator("> .actions button.primary");
    this.repeatOpenButton = this.result.locator("> .actions button.quiet");
    this.cancelButton = this.progress.locator("button");
    this.tokenField = element.locator("form.access input");
    this.tokenButton = element.locator("form.access button");
    this.copyButton = element.locator(".take-away [data-format=markdown]");
    this.ticketButton = element.locator(".take-away [data-format=ticket]");
    this.downloadButton = element.locator(".take-away [data-format=json]");
    this.way = element.locator("details.way");
    this.changes = element.locator("section.changes");
    this.age = element.locator(".from-before");
    this.product = this.choice("checkout-pro");
    this.site = this.choice("MLB");
    this.merchant = this.choice("test-user");
  }

  /// The choice that offers this value.
  choice(value) {
    return this.element.locator(".choices select").filter({
      has: this.page.locator(`option[value="${value}"]`),
    });
  }

  /// Waits until the widget stands there and knows whether there is a proxy.
  async isDrawn() {
    const known = this.element.locator(".header .account, .notice, form.access");
    await known.first().waitFor();
  }

  /// Chooses a merchant of the sandbox and waits until it is the one on the page.
  async choose(merchant) {
    if ((await this.merchant.inputValue()) === merchant) return;
    const answered = this.page.waitForResponse((answer) => answer.url().endsWith(`?merchant=${merchant}`));
    const listed = this.page.waitForResponse((answer) => answer.url().endsWith("/api/v1/checks"));
    await this.merchant.selectOption(merchant);
    await answered;
    await (await listed).finished();
    await this.page.waitForFunction(
      ([element, chosen]) => element.shadowRoot.querySelector(`.choices option[value="${chosen}"]:checked`),
      [await this.element.elementHandle(), merchant],
    );
  }

  /// Checks everything, anew where the answers of an earlier visit are shown, and waits for the end.
  async run() {
    const begun = this.runButton.or(this.runAgainButton);
    await begun.waitFor();
    const before = await this.element.locator("section.start, section.verdict").elementHandle();
    await begun.click();
    await this.page.waitForFunction((section) => !section.isConnected, before);
    await this.isDone();
  }

  /// Checks everything at a proxy whose runs never end, until that is all there is to wait for.
  async runHalf() {
    await this.runButton.click();
    await this.rows.locator(".mark[data-kind=passed]").first().waitFor();
    await this.cancelButton.waitFor();
  }

  /// Acts on a list that has its answers, and waits for the answers to what that asks.
  async runBy(act) {
    const before = await this.result.elementHandle();
    await act();
    await this.page.waitForFunction((section) => !section.isConnected, before);
    await this.isDone();
  }

  async isDone() {
    await this.result.waitFor();
  }

  /// The verdict's code, such as `not_ready`.
  verdict() {
    return this.result.getAttribute("data-verdict");
  }

  /// The verdict as a reader sees it.
  verdictWord() {
    return this.result.locator(".verdict-word").innerText();
  }

  row(check) {
    return new Row(this, check);
  }

  /// Unfolds everything that can be unfolded.
  async unfoldAll() {
    await this.element.evaluate((element) => {
      for (const details of element.shadowRoot.querySelectorAll("details")) details.open = true;
    });
    await this.settled();
  }

  /// Lets what has arrived take its effect: a few turns of the page's own clock.
  settled() {
    return this.page.evaluate(() => new Promise((later) => setTimeout(later, 300)));
  }

  /// Ids of the checks, from top to bottom.
  checks() {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.id.replace("row-", "")));
  }

  /// How each check is marked: check to kind.
  async marks() {
    const marks = await this.rows.evaluateAll((rows) =>
      rows.map((row) => [row.id.replace("row-", ""), row.querySelector(".mark").dataset.kind]),
    );
    return Object.fromEntries(marks);
  }

  /// The report the page offers to download.
  async report() {
    return JSON.parse((await this.document("json")).text);
  }

  /// A document the page offers to download: its name and its text.
  async document(format) {
    const saved = this.page.waitForEvent("download");
    await this.element.locator(`.take-away [data-format=${format}]`).click();
    const download = await saved;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }

  /// Answers everything that only a person can tell of the merchant in order.
  async confirmAll() {
    for (const check of Object.keys(FOR_PERSONS)) {
      await this.row(check).confirm();
      await this.row(check).said.waitFor({ state: "attached" });
    }
  }

  /// Everything written on the widget, folded or not.
  text() {
    return this.element.evaluate((element) => {
      const parts = [];
      const walker = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) parts.push(walker.currentNode.data);
      return parts.join("\n");
    });
  }

  async speak(language) {
    await this.page.locator(`nav [data-language=${language}]`).click();
    await this.element.locator(`.widget[lang=${language}]`).waitFor();
    await this.isDrawn();
  }
}

/// One check on the list.
export class Row {
  constructor(checklist, check) {
    this.item = checklist.element.locator(`#row-${check}`);
    this.fold = checklist.element.locator(".folded:not([open])", { has: checklist.page.locator(`#row-${check}`) });
    this.details = this.item.locator("> details");
    this.summary = this.details.locator("> summary");
    this.title = this.summary.locator(".title");
    this.mark = this.summary.locator(".mark");
    this.body = this.details.locator("> .body");
    this.note = this.body.locator("> div.confirm input").first();
    this.name = this.body.locator("> div.confirm input").last();
    this.confirmButton = this.body.locator("> div.confirm button");
    this.said = this.body.locator(".said");
    this.undoButton = this.body.locator(".said + button");
    this.againButton = this.body.locator("> .actions button");
    this.dismissal = this.body.locator("> details.dismiss");
    this.whyNot = this.dismissal.locator("input").first();
    this.dismissButton = this.dismissal.locator("button");
    this.items = this.body.locator("table.items");
    this.snippetButton = this.body.locator("button[data-items]");
    this.snippet = this.body.locator("pre.snippet");
    this.form = this.body.locator("form.confirm");
    this.seen = this.body.locator("table.facts:not(.items, .rejections)");
  }

  async unfold() {
    if (await this.fold.count()) await this.fold.locator("> summary").click();
    if ((await this.details.getAttribute("open")) === null) await this.summary.click();
  }

  /// Says that a person looked and found it right.
  async confirm(note = "", name = "") {
    await this.unfold();
    await this.note.fill(note);
    await this.name.fill(name);
    await this.confirmButton.click();
  }

  /// Sets a recommendation aside.
  async dismiss(why) {
    await this.unfold();
    if ((await this.dismissal.getAttribute("open")) === null) await this.dismissal.locator("> summary").click();
    await this.whyNot.fill(why);
    await this.dismissButton.click();
  }

  /// Enters values into its form, field by field, and sends it.
  async enter(...values) {
    await this.unfold();
    for (const [index, value] of values.entries()) await this.form.locator("input").nth(index).fill(value);
    await this.form.locator("button").click();
  }

  kind() {
    return this.mark.getAttribute("data-kind");
  }
}

/// Reasons by check of everything in a report that somebody should look at.
export function openReasons(report) {
  const open = report.outcomes.filter(({ status }) => !["passed", "not_applicable"].includes(status));
  return Object.fromEntries(open.map((outcome) => [outcome.check, outcome.reason]));
}
