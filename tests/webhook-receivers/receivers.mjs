// The receivers by name: one that does everything right, and one for each way to get it wrong.

import { setTimeout as sleep } from "node:timers/promises";

import { BAD_GATEWAY, LOGIN, PARKING, REDIRECT, SINGLE_PAGE, says } from "./answers.mjs";
import { hasOnlyKnownFields, isKnownAction } from "./fields.mjs";
import { CHALLENGE, behindFirewall, refusingMercadoPago } from "./firewall.mjs";
import { ACCEPTED, REFUSED, validate, webhook } from "./notification.mjs";

const always = (answer) => () => answer;
const invalid = says(400, { message: "invalid notification" });

/// Functions from a request to its answer.
export function receivers({ secret, sleep_ms, record }) {
  /// Validates with the SDK, `otherwise` than the examples where that says so, then acts on the body.
  const validated = (otherwise = () => ({}), act = () => ACCEPTED) =>
    webhook((request) => {
      validate(request, { secret, ...otherwise(request) });
      return act(JSON.parse(request.body), request);
    });
  const acting = (act) => validated(undefined, act);
  const correct = validated();

  return {
    correct,
    "correct-with-tolerance": validated(() => ({ toleranceSeconds: 300 })),
    // Five minutes in milliseconds of a clock that the SDK takes for seconds: all as it should be, had
    // `ts` been in milliseconds.
    "tolerance-in-wrong-unit": validated(() => ({ toleranceSeconds: 300_000, now: () => Date.now() * 1000 })),
    "lower-cases-id": validated(({ query }) => ({ dataId: query.get("data.id")?.toLowerCase() })),
    "id-from-body": validated(({ body }) => ({ dataId: String(JSON.parse(body).data.id) })),
    "another-secret": validated(() => ({ secret: `another-${secret}` })),
    // The SDK takes the first of a list; of headers that node joined it takes the last.
    "first-header-wins": validated(({ headersDistinct }) => ({ xSignature: headersDistinct["x-signature"] })),

    "presence-only": webhook(({ headers }) => ("x-signature" in headers ? ACCEPTED : REFUSED)),
    "splits-header-only": webhook(({ headers }) => (splits(headers["x-signature"]) ? ACCEPTED : REFUSED)),
    "never-checks": always(ACCEPTED),
    "answers-ipn": answeringIpn(correct),

    "behind-firewall": behindFirewall(correct),
    "behind-challenge": always(CHALLENGE),
    "refuses-mercado-pago": refusingMercadoPago(correct),

    redirects: always(REDIRECT),
    "login-page": always(LOGIN),
    "single-page": always(SINGLE_PAGE),
    "parking-page": always(PARKING),
    "refuses-everything": always(REFUSED),
    "fails-on-everything": always(BAD_GATEWAY),

    sleeps: acting(() => sleep(sleep_ms, ACCEPTED)),
    // The resource of a made-up notification does not exist, which many handlers let through as it is.
    "fails-on-unknown": acting(() => says(500, { message: "Payment not found" })),
    "not-found-on-unknown": acting(() => says(404, { message: "Payment not found" })),
    "fails-on-repeat": acting((body, { query }) =>
      // Notifications of orders have no id of their own.
      record.isFirst(String(body.id ?? query.get("data.id")))
        ? ACCEPTED
        : says(500, { message: 'duplicate key value violates unique constraint "notifications_id_key"' }),
    ),
    "strict-fields": acting((body) => (hasOnlyKnownFields(body) ? ACCEPTED : invalid)),
    "strict-actions": acting((body) => (isKnownAction(body) ? ACCEPTED : invalid)),
    "answers-204": acting(() => ({ status: 204, headers: {} })),
  };
}

/// Whether a header looks like a signature, whatever it was computed over.
function splits(header = "") {
  const parts = Object.fromEntries(header.split(",").map((part) => part.trim().split("=")));
  return Boolean(parts.ts) && /^[0-9a-f]{64}$/i.test(parts.v1);
}

/// Still takes the notifications of before webhooks, which nobody signs.
function answeringIpn(receive) {
  const ipn = webhook(() => ACCEPTED);
  return (request) => {
    const isIpn = request.method === "POST" && request.query.has("topic") && request.query.has("id");
    return (isIpn ? ipn : receive)(request);
  };
}
