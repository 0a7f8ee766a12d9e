// Tokens that a panel signs for the proxy, and a proxy that takes nothing else.

import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serve } from "./proxy.mjs";

export const AUDIENCE = "checkout-readiness";

/// A secret for one test run, in a file as the proxy wants it; there is nothing it could open.
export function makeSecret() {
  const folder = mkdtempSync(join(tmpdir(), "readiness-secret-"));
  const file = join(folder, "secret");
  const secret = randomBytes(32).toString("hex");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return { secret, file, remove: () => rmSync(folder, { recursive: true }) };
}

/// A sandbox that answers pages of that origin, and only with tokens signed there.
export function serveSigned(origin, file) {
  return serve({
    READINESS_ORIGINS: origin,
    READINESS_JWT_KEY: file,
    READINESS_JWT_ALGORITHM: "HS256",
    READINESS_JWT_AUDIENCE: AUDIENCE,
    READINESS_JWT_ISSUER: origin,
  });
}

/// What a token says, once its signature is found right.
export function claimsOf(token, secret) {
  const [header, claims, signature] = token.split(".");
  assert.equal(signature, createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url"), "signature");
  const read = (part) => JSON.parse(Buffer.from(part, "base64url"));
  assert.deepEqual(read(header), { alg: "HS256", typ: "JWT" });
  return read(claims);
}

/// What the proxy answers a page that asks with this token, as the page sees it: past preflights.
export function askProxy(page, proxy, token, [method, path], body) {
  return page.evaluate(
    async ([url, method, token, body]) => {
      const headers = { authorization: `Bearer ${token}`, "x-checkout-readiness": "1", "content-type": "application/json" };
      const answer = await fetch(url, { method, headers, body });
      return { status: answer.status, code: (await answer.clone().json().catch(() => ({}))).code };
    },
    [proxy.origin + path, method, token, body],
  );
}
