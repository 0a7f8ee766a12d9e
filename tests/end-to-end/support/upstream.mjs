// Stand-ins for Mercado Pago with manners the sandbox does not have.

import { once } from "node:events";
import { createServer } from "node:http";

const ACCOUNT = {
  id: 100000001,
  nickname: "LOJAEXEMPLO",
  site_id: "MLB",
  country_id: "BR",
  tags: ["normal"],
  status: { site_status: "active", billing: { allow: true, codes: [] }, sell: { allow: true, codes: [] }, required_action: null },
};

/// Repeats whatever it was told, in every place an answer has. An account that is `accepted` is
/// described; everything else is refused in words that repeat the request.
export async function repeatingUpstream({ accepted }) {
  const heard = [];
  const upstream = await listen((request, say) => {
    const told = `${request.headers.authorization ?? ""} ${request.url}`;
    heard.push(told);
    const refusal = { message: `invalid ${told}`, error: told, code: told, blocked_by: told, cause: [{ code: told, description: told }] };
    if (request.url.startsWith("/users/me")) return accepted ? say(200, ACCOUNT) : say(401, { ...refusal, status: 401 });
    if (request.url.startsWith("/v1/payments/search")) return say(502, `<html>${told}</html>`);
    if (request.url.startsWith("/v1/payment_methods")) return say(200, `<html>${told}</html>`);
    if (request.url.startsWith("/applications")) return say(404, refusal);
    return say(403, refusal);
  });
  return { ...upstream, heard: () => heard.join("\n") };
}

/// Tells of the account and nothing else, until it is healed.
export async function healingUpstream() {
  let isWell = false;
  const upstream = await listen((request, say) => {
    if (request.url.startsWith("/users/me")) return say(200, ACCOUNT);
    if (!isWell) return say(500, { message: "internal_error", status: 500 });
    if (request.url.startsWith("/plugins-credentials-wrapper")) {
      return say(200, { client_id: "1000000000000001", homologated: true, is_test: false });
    }
    if (request.url.startsWith("/v1/payment_methods")) {
      return say(200, [{ id: "master", name: "Mastercard", payment_type_id: "credit_card", status: "active" }]);
    }
    return say(404, { message: "not_found", status: 404 });
  });
  return { ...upstream, heal: () => (isWell = true) };
}

async function listen(act) {
  const server = createServer((request, answer) => {
    answer.setHeader("x-request-id", request.headers.authorization ?? "none");
    act(request, (status, body) => {
      const isPage = typeof body === "string";
      answer.writeHead(status, { "content-type": isPage ? "text/html" : "application/json" });
      answer.end(isPage ? body : JSON.stringify(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
