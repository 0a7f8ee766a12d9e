// Whatever breaks, the page says which side it was, offers a way on, and never says ready.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launch, open } from "./support/browser.mjs";
import { FOR_PERSONS, IN_ORDER, openReasons } from "./support/checklist.mjs";
import { FAKE_TOKEN, NEVER_ENDS, serveFor } from "./support/proxy.mjs";
import { healingUpstream } from "./support/upstream.mjs";

/// What the page finds by itself where only this machine can reach it.
const ON_THIS_MACHINE = {
  "page-is-https": "page_is_local",
  "page-has-no-mixed-content": "page_is_not_on_https",
};

const TOKEN = "visibly-fake-token-of-the-proxy";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

test("a proxy that dies in the middle of a run is named, and a retry helps once it is back", async (t) => {
  const dying = await serveFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, dying.origin, { tolerated: FAILED_REQUESTS });
  await checklist.choose(IN_ORDER);
  await checklist.runHalf();
  await dying.kill();
  await checklist.isDone();

  assert.equal(await checklist.verdict(), "undecided");
  assert.match(await checklist.notices.last().innerText(), /^The proxy at .+ does not answer\./);
  const { outcomes } = await checklist.report();
  const lost = outcomes.filter(({ reason }) => reason === "could_not_look");
  assert.notEqual(lost.length, 0);
  for (const { check, status, details } of lost) {
    assert.deepEqual([status, details.party], ["inconclusive", "proxy"], check);
  }

  await serveFor(t, {}, { port: dying.port });
  await checklist.runBy(() => checklist.notices.getByRole("button", { name: "Try again" }).click());
  assert.deepEqual(openReasons(await checklist.report()), FOR_PERSONS);
  assert.equal(await checklist.notices.getByRole("button").count(), 0, "nothing is left to retry");
});

test("without any proxy the page is still checked, and everything else is left open", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.page.route("**/api/**", (route) => route.abort());
  await checklist.page.reload();
  await checklist.isDrawn();
  await checklist.run();
  const { outcomes } = await checklist.report();
  assert.deepEqual(reasonsOfThePage(outcomes), ON_THIS_MACHINE);
  // What is asked only of a page that takes payments is open too, and says why.
  const isOfPage = ({ check, reason }) => check in ON_THIS_MACHINE || reason === "needs_payment_page";
  const others = outcomes.filter((outcome) => !isOfPage(outcome));
  assert.ok(others.length > 25);
  for (const { check, reason, details } of others) {
    assert.deepEqual([reason, details.party], ["could_not_look", "proxy"], check);
  }
  assert.equal(await checklist.verdict(), "undecided");
  await checklist.notices.getByRole("button", { name: "Try again" }).waitFor();
});

test("a proxy that goes before the first run leaves everything open, the page too", async (t) => {
  const gone = await serveFor(t);
  const checklist = await open(t, browser, gone.origin, { tolerated: FAILED_REQUESTS });
  await gone.kill();
  await checklist.run();
  // What offers it as a file was never fetched.
  const { outcomes } = await checklist.element.evaluate((element) => element.report());
  assert.ok(outcomes.length > 30);
  for (const { check, reason, details } of outcomes) {
    assert.deepEqual([reason, details.party], ["could_not_look", "proxy"], check);
  }
  assert.equal(await checklist.verdict(), "undecided");
});

test("a page whose proxy was never there says so at once, and connects when it appears", async (t) => {
  const early = await serveFor(t);
  const checklist = await open(t, browser, early.origin, { tolerated: FAILED_REQUESTS });
  await early.kill();
  // Another element on the same page has never heard of a proxy.
  await checklist.page.evaluate(() => {
    const late = document.createElement("checkout-readiness");
    late.lang = "en";
    document.querySelector("checkout-readiness").replaceWith(late);
  });
  await checklist.notices.getByText("does not answer").waitFor();
  await checklist.runButton.waitFor();
  await serveFor(t, {}, { port: early.port });
  await checklist.notices.getByRole("button", { name: "Try again" }).click();
  await checklist.element.locator(".account").waitFor();
  await checklist.run();
  assert.equal((await checklist.report()).mode, "sandbox");
});

test("a web server whose proxy does not run is said to have none, in words and to the page", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.page.route("**/api/v1/runs", (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>502 Bad Gateway</h1>" }),
  );
  await checklist.element.evaluate((element) => element.addEventListener("error", ({ detail }) => (globalThis.told = detail)));
  await checklist.run();
  assert.deepEqual(await checklist.page.evaluate(() => globalThis.told), { code: "connection", message: "unreachable" });
  await checklist.notices.getByText("does not answer").waitFor();
  assert.equal(await checklist.verdict(), "undecided");
});

test("whoever asked too often is told when to come again", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  const problem = { code: "too-many-attempts", title: "Too many", status: 429, retry_after_seconds: 60 };
  await checklist.page.route("**/api/v1/runs", (route) =>
    route.fulfill({ status: 429, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  await checklist.element.evaluate((element) => element.addEventListener("error", ({ detail }) => (globalThis.told = detail)));
  await checklist.run();
  assert.deepEqual(await checklist.page.evaluate(() => globalThis.told), { code: "rate-limit", message: "retry after 60 s" });
  await checklist.notices.getByText("Try again in 60 seconds.").waitFor();
});

test("a proxy that cannot tell who asks just now does not blame whoever asks", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  const problem = { code: "token-keys-unavailable", title: "No keys", status: 503, retry_after_seconds: 60 };
  await checklist.page.route("**/api/v1/runs", (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  await checklist.run();
  await checklist.notices.getByText("The proxy is busy.").waitFor();
});

test("a run that is stopped leaves nothing waiting and is never ready", async (t) => {
  const proxy = await serveFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.runHalf();
  await checklist.cancelButton.click();
  await checklist.isDone();
  assert.ok(!Object.values(await checklist.marks()).includes("pending"));
  assert.equal(await checklist.verdict(), "undecided");
  const { outcomes } = await checklist.report();
  assert.ok(outcomes.some(({ reason, details }) => reason === "not_observed" && details.why === "cancelled"));
  assert.match(await checklist.announcement.innerText(), /^Nothing required was found wrong, but /);
});

test("an answer that is cut short is no answer", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.page.route("**/api/v1/runs", async (route) => {
    const answer = await route.fetch();
    const lines = (await answer.text()).split("\n");
    await route.fulfill({ response: answer, body: lines.slice(0, 5).join("\n") + '\n{"event":"fini' });
  });
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  const unseen = Object.values(await checklist.marks()).filter((kind) => kind === "unseen");
  assert.ok(unseen.length > 5, `${unseen.length} rows are left open`);
  await checklist.notices.getByRole("button", { name: "Try again" }).waitFor();
});

test("something else that answers in the proxy's place is not believed", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.page.route("**/api/v1/runs", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Welcome to the Wi-Fi</h1>\n" }),
  );
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  await checklist.notices.getByText("is not this checker's proxy").waitFor();
});

test("where a token is wanted the wrong one is refused, the right one opens, and it is not kept", async (t) => {
  const proxy = await serveFor(t, { READINESS_TOKEN: TOKEN });
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.tokenField.fill("another-token-than-the-proxy-has");
  const refused = checklist.page.waitForResponse((answer) => answer.status() === 401);
  await checklist.tokenButton.click();
  await refused;
  await checklist.notices.getByText("The proxy does not accept this token (token-refused).").waitFor();
  assert.equal(await checklist.announcement.innerText(), "The proxy does not accept this token (token-refused).");

  await checklist.tokenField.fill(TOKEN);
  await checklist.tokenField.press("Enter");
  await checklist.element.locator(".account").waitFor();
  assert.equal(await checklist.tokenField.count(), 0);
  await checklist.run();
  const reasons = Object.values(openReasons(await checklist.report()));
  assert.ok(!reasons.includes("could_not_look"), reasons.join());

  const kept = await checklist.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  assert.ok(!kept.includes(TOKEN));
  await checklist.page.reload();
  await checklist.tokenField.waitFor();
});

test("without the token a run says that it is wanted", async (t) => {
  const proxy = await serveFor(t, { READINESS_TOKEN: TOKEN });
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  const lost = (await checklist.report()).outcomes.filter(({ reason }) => reason === "could_not_look");
  assert.notEqual(lost.length, 0);
  for (const { check, details } of lost) assert.deepEqual([details.party, details.why], ["proxy", "unauthorized"], check);
});

test("what failed for Mercado Pago's sake can be asked again: one, the open ones, everything", async (t) => {
  const upstream = await healingUpstream();
  t.after(() => upstream.stop());
  const proxy = await serveFor(t, {
    MP_ACCESS_TOKEN: FAKE_TOKEN,
    MP_BASE_URL: upstream.url,
  });
  const checklist = await open(t, browser, proxy.origin);
  const asked = [];
  checklist.page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/v1/runs")) asked.push(request.postDataJSON().checks ?? "everything");
  });
  await checklist.run();
  const lost = ["access-token-is-production", "production-credentials-activated", "card-payments-are-enabled"];
  const kinds = async () => {
    const marks = await checklist.marks();
    return lost.map((check) => marks[check]);
  };
  assert.deepEqual(await kinds(), ["unseen", "unseen", "unseen"]);

  upstream.heal();
  const row = checklist.row("card-payments-are-enabled");
  await row.unfold();
  await checklist.runBy(() => row.againButton.click());
  assert.deepEqual(await kinds(), ["unseen", "unseen", "passed"], "only the one was asked");

  await checklist.runBy(() => checklist.repeatOpenButton.click());
  assert.deepEqual(await kinds(), ["passed", "passed", "passed"]);
  const marks = await checklist.marks();
  await checklist.runBy(() => checklist.runAgainButton.click());
  assert.deepEqual(await checklist.marks(), marks);

  const [first, one, others, last] = asked;
  assert.deepEqual([first, one, last], ["everything", ["card-payments-are-enabled"], "everything"]);
  assert.ok(others.includes(lost[0]) && others.includes(lost[1]) && !others.includes(lost[2]), others.join());
});

test("what a proxy said before its restart does not stand among what it says after", async (t) => {
  const failing = await serveFor(t, { READINESS_SANDBOX: "fault=token-credential:500,fault=payment-methods:500" });
  const checklist = await open(t, browser, failing.origin, { tolerated: FAILED_REQUESTS });
  await checklist.run();
  const row = checklist.row("card-payments-are-enabled");
  assert.equal(await row.kind(), "unseen");
  await failing.kill();
  await serveFor(t, {}, { port: failing.port });
  await row.unfold();
  await row.againButton.click();
  // One was asked for; all were asked, because the others' answers are of another start.
  await checklist.element.locator("#row-access-token-is-production .mark[data-kind=passed]").waitFor({ state: "attached" });
  await checklist.isDone();
  const reasons = openReasons(await checklist.report());
  assert.ok(!Object.values(reasons).includes("could_not_look"), JSON.stringify(reasons));
});

function reasonsOfThePage(outcomes) {
  const own = outcomes.filter(({ check }) => check in ON_THIS_MACHINE);
  return Object.fromEntries(own.map(({ check, reason }) => [check, reason]));
}
