// Where notifications are taken, and Mercado Pago's own code that tells whether one is genuine.

import { InvalidWebhookSignatureError, WebhookSignatureValidator } from "mercadopago";

import { says } from "./answers.mjs";

const PATH = "/mp/webhook";

export const ACCEPTED = says(200, { received: true });
export const REFUSED = says(401, { message: "invalid signature" });

/// Hands what is posted at the path to `take`, and answers for it where it throws.
export function webhook(take) {
  return async (request) => {
    if (request.path !== PATH) return says(404, { message: "not found" });
    if (request.method !== "POST") return says(405, { message: "method not allowed" }, { allow: "POST" });
    try {
      return await take(request);
    } catch (error) {
      if (error instanceof InvalidWebhookSignatureError) return REFUSED;
      return says(400, { message: "bad request" });
    }
  };
}

/// Throws unless the official validator finds the notification genuine, read as the official
/// examples do but for what is `otherwise`.
export function validate({ headers, query }, otherwise) {
  WebhookSignatureValidator.validate({
    xSignature: headers["x-signature"],
    xRequestId: headers["x-request-id"],
    dataId: query.get("data.id"),
    ...otherwise,
  });
}
