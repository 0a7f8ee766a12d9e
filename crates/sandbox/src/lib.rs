//! A stand-in Mercado Pago and a stand-in merchant on this machine, for the demo and for tests.
//!
//! Read in this order: [`Sandbox`] starts and stops it, [`Config`] says how it behaves, [`Merchant`]
//! is one of the cast below. It listens on loopback addresses only, answers only under a loopback
//! name, marks every answer with [`SANDBOX_HEADER`], knows no credential but the cast's visibly fake
//! ones, and keeps nothing of a request but the number that came to each path.
//!
//! A merchant is chosen by its credential, as with the real thing.
//!
//! | Merchant | What is special | What a reader should see |
//! |---|---|---|
//! | `ready` | Brazil; everything is in order and declared, no checkout address | every check of the server passes |
//! | `argentina` | Argentina; in order, but nobody says whom the credentials should belong to; has a checkout address | passes without Pix; ownership of the credentials is left to confirm |
//! | `test-user` | the account carries the tag test_user, though its token looks like any other | fails: a test user cannot take real money |
//! | `test-credentials` | a real account, but the wrapper says is_test of an APP_USR token | fails: test credentials |
//! | `not-activated` | homologated is false | fails: production credentials were never activated |
//! | `other-application` | the public key was issued for application 1000000000000009 | fails: public key and token are of two applications |
//! | `restricted` | Argentina; the account may neither sell nor bill | fails: the account is restricted |
//! | `oauth-seller` | token of a linked seller: the integrator's application, the seller's user; the application answers 403 | ownership holds; the application cannot be looked at, payments still show the webhook |
//! | `webhook-missing` | no webhook on the application, none on the payments, none declared | nothing shows a webhook: to confirm in the panel, never passed |
//! | `webhook-catcher` | notifications go to a public request catcher | fails: anybody can read the notifications there |
//! | `webhook-expired-certificate` | the webhook's certificate expired ten days ago | fails: certificate expired |
//! | `webhook-redirects` | the webhook answers 301 to another https address | fails: notifications are not redirected |
//! | `webhook-private` | the webhook's name leads to 10.20.30.40 | fails: Mercado Pago cannot reach a private network |
//! | `checkout-mixed` | the checkout page loads and sends over plain http; its certificate has five days left | fails: mixed content; warns of the certificate |
//! | `wrong-keys` | access token and public key stand in each other's place | fails: the access token is a public key, and the public key is a secret |
//! | `wrong-country` | declared for Argentina, the account is Brazilian | fails: the account is of another country |
//! | `minimal` | the account's answer has no tags and no status | test user and restrictions are inconclusive, never passed |
//! | `slow` | answers after 1.5 s, payments/search after 12 s | recent payments are inconclusive for lack of time, the rest passes |
//! | `rate-limited` | 429 with Retry-After 30 everywhere | inconclusive: Mercado Pago asks us to wait |
//! | `failing` | 500 with JSON, 502 with HTML, 503 with nothing, one per endpoint | inconclusive: Mercado Pago fails, which says nothing of the shop |
//! | `garbled` | 200 with cut JSON, HTML, wrong shapes or nothing, one per endpoint | inconclusive: the answers cannot be read |
//! | `revoked` | 401 everywhere | fails: the token is not valid any more |
//!
//! The stand-in shops answer over TLS under names of the reserved domain `.example`, which
//! [`Sandbox::route`] resolves; any other name is unknown.
//!
//! | Host | State |
//! |---|---|
//! | `store.example`, `loja.example`, `tienda.example` | certificate with 90 days left |
//! | `expiring.example` | certificate with 5 days left |
//! | `expired.example` | certificate expired ten days ago |
//! | `not-yet-valid.example` | certificate valid from ten days ahead |
//! | `wrong-name.example` | certificate of `another-shop.example` |
//! | `self-signed.example` | certificate signed by itself |
//! | `untrusted.example` | certificate of an authority nobody trusts |
//! | `incomplete.example` | certificate of an intermediate authority whose own certificate is not sent |
//! | `old-protocol.example` | speaks TLS 1.0 and nothing newer |
//! | `lenient.example` | speaks TLS 1.3, and TLS 1.0 and 1.1 besides |
//! | `plain.example` | serves the shop over plain `http` too; no `Strict-Transport-Security` |
//! | `closed.example` | nothing listens for plain `http`; no `Strict-Transport-Security` |
//! | `elsewhere.example` | plain `http` sends on to plain `http`; `Strict-Transport-Security` of five minutes |
//! | `private.example` | leads to 10.20.30.40 |
//! | `metadata.example` | leads to 169.254.169.254 |
//!
//! Where the table says nothing else, plain `http` sends on to `https` and
//! `Strict-Transport-Security` holds for a year. Each host has these addresses:
//!
//! | Path | What it is |
//! |---|---|
//! | `/checkout` | a page in order, with `MercadoPago.js` V2 |
//! | `/checkout-mixed` | script, image and form by plain `http` |
//! | `/checkout-twice` | V2 twice |
//! | `/checkout-v1` | V1, out of use |
//! | `/checkout-legacy-button` | the payment button of the old web checkout |
//! | `/checkout-self-hosted` | V2 from the shop's own server |
//! | `/checkout-drawn` | an empty page that a script of the shop fills |
//! | `/checkout-leaked` | an Access Token in an inline script |
//! | `/checkout-leaked-file` | an Access Token in a script file of the shop |
//! | `/checkout-sandbox` | `sandbox_init_point` left over from testing |
//! | `/checkout-blocked` | a Content Security Policy that blocks Mercado Pago |
//! | `/checkout-allowed` | a Content Security Policy that allows what Mercado Pago needs |
//! | `/checkout-policy-meta` | a Content Security Policy in the markup that blocks Mercado Pago |
//! | `/checkout-no-prevention` | `advancedFraudPrevention: false` |
//! | `/checkout-security-only` | `security.js` and no `MercadoPago.js` |
//! | `/mp/webhook` | takes `POST` only |
//! | `/moved` | 301 to `https://store.example/mp/webhook` |

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod api;
mod cast;
mod certificates;
mod config;
mod duration;
mod error;
mod fault;
mod fixtures;
mod hosts;
mod marking;
mod merchant;
mod old_tls;
mod pages;
mod plain_shop;
mod received;
mod sandbox;
mod server;
mod shop;

pub use config::Config;
pub use error::{ConfigError, Error};
pub use fault::{Endpoint, Fault};
pub use hosts::Route;
pub use marking::SANDBOX_HEADER;
pub use merchant::Merchant;
pub use received::Received;
pub use sandbox::{Sandbox, merchant, merchants};
