// The test of the webhook as a reader uses it, and a shop whose webhook takes its time.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

import { open } from "./browser.mjs";
import { makeCertificate } from "./certificate.mjs";
import { FAKE_TOKEN, serveFor } from "./proxy.mjs";
import { healingUpstream } from "./upstream.mjs";

/// Where the proxy is asked about it, and told to do it.
export const ROUTE = "**/api/v1/webhook-probes*";

/// The checks that judge what comes back.
export const JUDGES = ["webhook-answers-notifications", "webhook-takes-notifications", "webhook-verifies-signatures"];

export class Probe {
  constructor(checklist) {
    this.checklist = checklist;
    this.page = checklist.page;
    this.panel = checklist.element.locator("section.probe");
    this.heading = this.panel.locator("h3");
    this.before = this.panel.locator(".probe-before");
    this.sendButton = this.panel.locator(".actions button.primary");
    this.onlyButton = this.panel.locator(".actions button");
    this.closeButton = this.panel.locator(".probe-head button");
    this.message = this.panel.locator("p[role=status]");
    this.timeline = this.panel.locator("table.timeline");
    this.answered = this.timeline.locator("tr[data-state]:not([data-state=waiting])");
  }

  /// The button in the row of that check.
  button(check) {
    return this.checklist.row(check).body.getByRole("button", { name: "Test the webhook" });
  }

  /// Opens it from the row of that check, and waits until it says what it would send.
  async open(check = JUDGES[0]) {
    await this.checklist.row(check).unfold();
    await this.button(check).click();
    await this.panel.locator("code").first().waitFor();
  }

  /// Sends, and waits until all is sent and the checks are judged anew.
  async send() {
    await this.checklist.runBy(() => this.sendButton.click());
  }

  /// What the rows say: what was sent, what came back, how long it took.
  rows() {
    return this.timeline.locator("tr[data-state]").evaluateAll((rows) =>
      rows.map((row) => {
        const bar = row.querySelector("progress");
        return {
          state: row.dataset.state,
          sent: row.cells[0].innerText,
          answer: row.cells[1].innerText,
          time: row.cells[2].innerText,
          bar: bar && { part: bar.value / bar.max, full: bar.max, width: bar.getBoundingClientRect().width },
        };
      }),
    );
  }
}

/// A webhook on this machine that answers each request with 200, so long after it came.
async function slowWebhook(t, delay_ms) {
  // One that may vouch for others is not taken for a server's own.
  const certificate = makeCertificate("localhost", ["-addext", "basicConstraints=critical,CA:FALSE"]);
  const key = readFileSync(certificate.keyPath);
  const received = [];
  const server = createServer({ cert: readFileSync(certificate.certificatePath), key }, (request, answer) => {
    received.push(`${request.method} ${request.url}`);
    setTimeout(() => answer.writeHead(200).end(), delay_ms);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
    certificate.remove();
  });
  const { port } = server.address();
  return {
    received,
    settings: {
      MP_WEBHOOK_URL: `https://localhost:${port}/webhook`,
      MP_WEBHOOK_SECRET: "visibly-fake-webhook-secret",
      READINESS_PROBE_ALLOW: `localhost:${port}`,
      READINESS_PROBE_CA: certificate.certificatePath,
    },
  };
}

/// A sandbox of its own, because nobody may test a webhook often; checked for that merchant.
export async function checkedFor(t, browser, merchant, reader) {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin, reader);
  await checklist.choose(merchant);
  await checklist.run();
  return { checklist, probe: new Probe(checklist), proxy };
}

/// A live shop with a webhook that takes its time.
export async function checkedSlowShop(t, browser, delay_ms, reader) {
  const upstream = await healingUpstream();
  t.after(() => upstream.stop());
  const webhook = await slowWebhook(t, delay_ms);
  const settings = { MP_ACCESS_TOKEN: FAKE_TOKEN, MP_BASE_URL: upstream.url, ...webhook.settings };
  const proxy = await serveFor(t, settings);
  const checklist = await open(t, browser, proxy.origin, reader);
  await checklist.run();
  return { checklist, probe: new Probe(checklist), proxy, webhook };
}
