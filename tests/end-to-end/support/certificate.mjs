// A certificate for one test run, signed by itself, made by the system's openssl.

import { execFileSync } from "node:child_process";
import { X509Certificate, createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/// The shop's name: of a reserved domain, so that it leads nowhere but where the tests map it.
export const SHOP = "shop.readiness.example";

/// Makes a certificate for the shop, or with further words for openssl another one; `remove` deletes it.
export function makeCertificate(host = SHOP, more = []) {
  const folder = mkdtempSync(join(tmpdir(), "readiness-certificate-"));
  const certificatePath = join(folder, "certificate.pem");
  const keyPath = join(folder, "key.pem");
  execFileSync("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2".split(" "),
    "-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`, ...more,
    "-keyout", keyPath, "-out", certificatePath,
  ], { stdio: "pipe" });
  const { publicKey } = new X509Certificate(readFileSync(certificatePath));
  const spki = publicKey.export({ type: "spki", format: "der" });
  return {
    host,
    certificatePath,
    keyPath,
    fingerprint: createHash("sha256").update(spki).digest("base64"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
