// Stand-in merchants that receive webhooks, each at an HTTPS port of its own. What is genuine, Mercado
// Pago's own Node SDK decides. Started as: node serve.mjs CHAIN.pem KEY.pem, with WEBHOOK_SECRET set.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createPlainServer } from "node:http";
import { createServer } from "node:https";

import { says } from "./answers.mjs";
import { receivers } from "./receivers.mjs";
import { Record } from "./record.mjs";
import { answer, read } from "./request.mjs";

const [chainPath, keyPath] = process.argv.slice(2);
const { WEBHOOK_SECRET: secret, SLEEP_MS: sleep_ms = "30000" } = process.env;
if (!chainPath || !keyPath || !secret) throw new Error("usage: WEBHOOK_SECRET=... serve.mjs CHAIN.pem KEY.pem");

// The end of whoever started this ends it too, even where no signal could be sent.
process.stdin.resume();
for (const end of ["end", "close", "error"]) process.stdin.on(end, () => process.exit());

const record = new Record();
const certificate = { cert: readFileSync(chainPath), key: readFileSync(keyPath) };

async function listen(server, act) {
  server.on("request", async (incoming, outgoing) => {
    try {
      const request = await read(incoming);
      answer(outgoing, await act(request));
    } catch (error) {
      // Mostly a sender that went away; were it anything else, the test should not take it for an answer.
      console.error(error);
      outgoing.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

const ports = {};
for (const [name, receive] of Object.entries(receivers({ secret, sleep_ms: Number(sleep_ms), record }))) {
  ports[name] = await listen(createServer(certificate), (request) => {
    record.add(name, request);
    return receive(request);
  });
}

const control = await listen(createPlainServer(), ({ method, path }) => {
  if (`${method} ${path}` === "GET /received") return says(200, record.received(Object.keys(ports)));
  if (`${method} ${path}` !== "POST /forget") return says(404, { message: "GET /received or POST /forget" });
  record.forget();
  return says(200, {});
});

console.log(JSON.stringify({ control, receivers: ports }));
