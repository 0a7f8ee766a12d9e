// A Mercado Pago that repeats whatever it was told, in every place an answer has.

import { createServer } from "node:http";
import { once } from "node:events";

const ACCOUNT = {
  id: 100000001,
  nickname: "LOJAEXEMPLO",
  site_id: "MLB",
  country_id: "BR",
  tags: ["normal"],
  status: { site_status: "active", billing: { allow: true, codes: [] }, sell: { allow: true, codes: [] }, required_action: null },
};

/// Listens on this machine. An account that is `accepted` is described; everything else is refused
/// in words that repeat the request.
export async function repeatingUpstream({ accepted }) {
  const heard = [];
  const server = createServer((request, answer) => {
    const told = `${request.headers.authorization ?? ""} ${request.url}`;
    heard.push(told);
    answer.setHeader("x-request-id", request.headers.authorization ?? "none");
    const say = (status, body, type = "application/json") => {
      answer.writeHead(status, { "content-type": type });
      answer.end(typeof body === "string" ? body : JSON.stringify(body));
    };
    const refusal = { message: `invalid ${told}`, error: told, code: told, blocked_by: told, cause: [{ code: told, description: told }] };
    if (request.url.startsWith("/users/me")) return accepted ? say(200, ACCOUNT) : say(401, { ...refusal, status: 401 });
    if (request.url.startsWith("/v1/payments/search")) return say(502, `<html>${told}</html>`, "text/html");
    if (request.url.startsWith("/v1/payment_methods")) return say(200, `<html>${told}</html>`, "text/html");
    if (request.url.startsWith("/applications")) return say(404, refusal);
    return say(403, refusal);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    heard: () => heard.join("\n"),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
