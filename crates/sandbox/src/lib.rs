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
//! | `ready` | Brazil; everything is in order and declared | ready once a person confirmed what only a person can tell |
//! | `argentina` | Argentina; in order, but nobody says whom the credentials should belong to | passes without Pix; ownership of the credentials is left to confirm |
//! | `ready-mexico` | Mexico; Checkout Pro in order | passes without Pix |
//! | `ready-api` | Checkout API in order | everything is seen and in order |
//! | `ready-bricks` | Checkout Bricks in order | everything is seen and in order |
//! | `ready-orders` | Orders in order; the operator names the order to look into | everything is seen and in order |
//! | `ready-subscriptions` | Subscriptions in order | passes; the quality of subscriptions is not measured |
//! | `ready-plugin` | an e-commerce platform in order, which shows on every payment | passes but for the quality, which is not measured of platforms |
//! | `ready-point` | Brazil; Point with stores, points of sale and integrated terminals; the operator names the order to look into | everything is seen and in order |
//! | `ready-qr` | Argentina; QR with stores and points of sale; the operator names the order to look into | everything is seen and in order |
//! | `test-user` | the account carries the tag test_user, though its token looks like any other | fails: a test user cannot take real money |
//! | `test-credentials` | a real account, but the wrapper says is_test of an APP_USR token | fails: test credentials |
//! | `not-activated` | homologated is false | fails: production credentials were never activated |
//! | `other-application` | the public key was issued for application 1000000000000009 | fails: public key and token are of two applications |
//! | `restricted` | Argentina; the account may neither sell nor bill | fails: the account is restricted |
//! | `oauth-seller` | token of a linked seller: the integrator's application, the seller's user; the application answers 403 | ownership holds; the application cannot be looked at, payments still show the webhook |
//! | `wrong-keys` | access token and public key stand in each other's place | fails: the access token is a public key, and the public key is a secret |
//! | `wrong-country` | declared for Argentina, the account is Brazilian | fails: the account is of another country |
//! | `wrong-account` | the operator expects user 100000009 and application 1000000000000009 | fails: the credentials are of another account |
//! | `action-required` | the account may sell, and Mercado Pago asks its owner to act | warns: something is left to do in the account |
//! | `application-of-other-country` | a Brazilian account, an Argentine application | the application is of another country than the account |
//! | `token-expiring` | token of a linked seller, issued 170 days ago | warns: tokens of linked sellers last 180 days |
//! | `development-keys-differ` | Point; developed with the keys of application 1000000000000009 | fails: the keys in use are not those of development |
//! | `development-public-key-differs` | Point; developed with the same application and another public key | fails: the public key in use is not that of development |
//! | `development-not-compared` | Point; nobody says what was used during development | left to a person |
//! | `token-past-its-life` | token of a linked seller, said to be 200 days old, that still works | warns: the date or the token is an old one |
//! | `token-date-unknown` | token of a linked seller; nobody says when it was issued | left to a person |
//! | `country-id-differs` | a Brazilian account whose country_id is AR | site and country contradict each other |
//! | `token-old-form` | token of the older form, with letters behind the hash | warns: it works, and is of an old form |
//! | `token-unusual` | a token of no known form that works | inconclusive: its form tells neither test nor production |
//! | `may-not-bill` | the account may sell and may not bill | fails: the account is restricted |
//! | `status-unusual` | the account may sell, though its site_status is deactive | left to a person |
//! | `unknown-country` | QR; the account is of a site nobody here knows, MLX | left to a person: whether the product is sold there |
//! | `nothing-declared` | the operator declares the credentials and nothing else | what was seen is judged, the rest is left to a person |
//! | `webhook-missing` | no webhook on the application, none on the payments, none declared | nothing shows a webhook: to confirm in the panel, never passed |
//! | `webhook-catcher` | notifications go to a public request catcher | fails: anybody can read the notifications there |
//! | `webhook-expired-certificate` | the webhook's certificate expired ten days ago | fails: certificate expired |
//! | `webhook-redirects` | the webhook answers 301 to another https address | fails: notifications are not redirected |
//! | `webhook-private` | the webhook's name leads to 10.20.30.40 | fails: Mercado Pago cannot reach a private network |
//! | `webhook-differs` | the application notifies loja.example, the operator declares store.example | warns: notifications go elsewhere than declared |
//! | `webhooks-disagree` | the application notifies store.example, the payments loja.example | the address with a payment wins over that of the panel |
//! | `webhook-on-payments-only` | no webhook on the application, one on the payments | passes by the payments alone |
//! | `webhook-in-panel-only` | a webhook on the application, none on the payments | passes by the panel alone |
//! | `ipn-in-use` | the payments ask for IPN | warns: IPN is going away |
//! | `notification-url-too-long` | the address on the payments is longer than 248 characters | warns: the address is too long |
//! | `webhooks-and-ipn` | the payments do not say whether webhooks or IPN | warns: both may arrive |
//! | `webhooks-by-turns` | the payments notify two addresses by turns, the application none | warns: payments differ from each other |
//! | `webhook-differs-on-payments` | no webhook on the application; the payments notify loja.example, the operator declares store.example | warns: notifications go elsewhere than declared |
//! | `webhook-unknown-host` | notifications go to a name that does not exist | fails: nobody is there |
//! | `webhook-old-protocol` | the webhook speaks TLS 1.0 and nothing newer | fails: TLS 1.2 is the least |
//! | `webhook-not-found` | the webhook answers 404 to a visit | left to a person: it may take notifications all the same |
//! | `webhook-failing` | the webhook answers 500 | inconclusive: an error of the moment says nothing of tomorrow |
//! | `ipn-until-lately` | older payments asked for IPN, the newest ask for webhooks | warns: IPN was in use until lately |
//! | `ipn-path` | notifications go to an address that says IPN | warns: it looks like one of IPN |
//! | `webhook-trusting` | the webhook accepts whatever it is sent | fails once tested: anybody can say that a payment was made |
//! | `webhook-takes-unsigned` | the webhook verifies only what has a signature | fails once tested: forgers leave the signature out |
//! | `webhook-looks-for-presence` | the webhook looks only whether there is a signature | fails once tested: any signature will do |
//! | `webhook-looks-at-form` | the webhook looks only at the form of the signature | fails once tested: a signature of anybody's will do |
//! | `webhook-compares-half` | the webhook compares half of the hash | fails once tested: it accepts a hash cut short |
//! | `webhook-in-milliseconds` | the webhook takes the timestamp for milliseconds | fails once tested: it would refuse real notifications |
//! | `webhook-in-seconds` | the webhook takes no timestamp in milliseconds | warns once tested: it may refuse some notifications |
//! | `webhook-other-secret` | the webhook verifies with another secret | fails once tested: it refuses every right signature |
//! | `webhook-fails-on-unknown` | the webhook fails where the payment is not found | fails once tested: Mercado Pago would repeat for days |
//! | `webhook-fails-on-forgeries` | the webhook fails on forgeries instead of refusing them | inconclusive once tested: an error is no refusal |
//! | `webhook-strict` | the webhook refuses actions it does not know | warns once tested: Mercado Pago adds new ones |
//! | `webhook-no-content` | the webhook answers 204 | warns once tested: 200 and 201 are documented |
//! | `webhook-login` | a login page stands before the webhook | fails once tested: Mercado Pago logs in nowhere |
//! | `webhook-page` | a single-page application answers at the webhook | fails once tested: notifications get lost unnoticed |
//! | `webhook-csrf` | the framework's CSRF protection refuses notifications | fails once tested: the handler is never asked |
//! | `webhook-parked` | the webhook's domain is for sale | fails once tested: nobody is there any more |
//! | `webhook-challenged` | a bot challenge stands before the webhook | left to a person once tested: Mercado Pago may be let through |
//! | `webhook-firewalled` | a firewall lets only browsers reach the webhook | left to a person once tested: Mercado Pago may be let through |
//! | `webhook-firewalled-from-mercado-pago` | a firewall keeps Mercado Pago's user agent out | left to a person once tested, with the rule to add |
//! | `webhook-walled` | a firewall keeps everybody out | left to a person once tested: it may be for our address alone |
//! | `webhook-limited` | the webhook limits how often it may be asked | inconclusive once tested: it asks to wait |
//! | `webhook-broken` | the webhook fails whatever it is sent | inconclusive once tested: everything fails |
//! | `webhook-lower-cases` | Orders; the webhook lower-cases the order's id before it verifies | fails once tested: it would refuse real notifications |
//! | `webhook-secret-unknown` | the operator does not tell the secret of the webhook | left to a person once tested: nothing can be signed rightly |
//! | `checkout-mixed` | the checkout page loads and sends over plain http; its certificate has five days left | fails: mixed content; warns of the certificate |
//! | `checkout-v1` | the checkout page loads MercadoPago.js V1 | V1 is out of use |
//! | `checkout-twice` | the checkout page loads MercadoPago.js twice | once is enough |
//! | `checkout-legacy-button` | the checkout page shows the button of the old web checkout | the old button is out of use |
//! | `checkout-self-hosted` | the checkout page loads a copy of MercadoPago.js from the shop | the copy does not follow changes |
//! | `checkout-drawn` | a script draws the checkout page | nothing can be told of the page from outside |
//! | `checkout-leaked` | an Access Token stands in the checkout page | fails: everybody can read the token |
//! | `checkout-leaked-file` | an Access Token stands in a script of the checkout page | fails: everybody can read the token |
//! | `checkout-sandbox` | the checkout page still uses sandbox_init_point | left over from testing |
//! | `checkout-blocked` | a Content Security Policy blocks Mercado Pago | the card form cannot load |
//! | `checkout-no-prevention` | advancedFraudPrevention is off on the checkout page | no device identifier reaches Mercado Pago |
//! | `https-incomplete-chain` | an intermediate certificate of the checkout's chain is not sent | fails: some buyers cannot connect |
//! | `https-old-protocol` | the checkout speaks TLS 1.0 and nothing newer | fails: TLS 1.2 is the least |
//! | `https-lenient` | the checkout still speaks TLS 1.0 and 1.1 too | warns: outdated protocols are accepted |
//! | `https-plain-too` | the checkout is served over plain http too | warns: http does not lead to https |
//! | `https-http-closed` | nothing listens for plain http | who types the bare name does not arrive |
//! | `https-http-elsewhere` | plain http sends on to plain http | warns: http does not lead to https |
//! | `return-by-http` | buyers return over plain http | buyers return to an insecure page |
//! | `return-to-localhost` | buyers return to the developer's own machine | buyers return to nowhere |
//! | `return-missing` | nothing says where buyers return to | a required datum of the preference is missing |
//! | `return-to-app` | buyers return to a phone application | left to a person: the address opens an application |
//! | `return-to-expired` | buyers return to a host whose certificate expired | buyers return to a warning |
//! | `return-to-nothing` | buyers return to a host without a page at its root | left to a person: buyers may return to an error |
//! | `return-to-unknown-host` | buyers return to a name that does not exist | buyers return to nowhere |
//! | `device-on-payment` | a script draws the checkout page; the payment shows the identifier of the device | the device is told by the payment |
//! | `checkout-by-http` | the declared checkout is a page over plain http | fails: buyers pay on an insecure page |
//! | `checkout-unknown-host` | the declared checkout is on a name that does not exist | fails: buyers arrive nowhere |
//! | `checkout-private` | the declared checkout is on a private network | fails: buyers cannot reach it |
//! | `checkout-test-key` | the checkout page uses a Public Key for tests | fails: no real payment is made there |
//! | `checkout-preview` | the checkout page loads a preview of MercadoPago.js | warns: a preview may change at any time |
//! | `checkout-link` | a page that sends its buyers on to Mercado Pago, under a strict policy | passes: nothing of Mercado Pago need be let in |
//! | `https-certificate-month` | the checkout has a certificate with 20 days left | warns: it is time to renew |
//! | `https-certificate-days` | the checkout has a certificate with 2 days left | warns: it ends the day after tomorrow |
//! | `https-http-not-found` | plain http answers 404; Strict-Transport-Security is switched off | passes over plain http; warns of the header |
//! | `https-unclear` | plain http answers 503, and offers of old TLS something that is no TLS | inconclusive: neither can be told |
//! | `return-to-catcher` | buyers return to a public request catcher | fails: buyers return to no shop |
//! | `return-through-http` | buyers return to a host whose root sends on to plain http | left to a person: buyers may return to an insecure page |
//! | `return-to-no-address` | where buyers return to was written without https:// | fails: buyers return to nowhere |
//! | `return-partly-unseen` | after a failure buyers return to another port of the shop | inconclusive: only the usual port is visited |
//! | `quality-poor` | nothing went along with the sale but the money | data the integration quality needs are missing |
//! | `quality-poor-api` | nothing went along with a sale by Checkout API | data the integration quality needs are missing |
//! | `quality-poor-order` | nothing went along with the order | data the integration quality needs are missing |
//! | `quality-placeholders` | the sale carries what examples write | the data are those of examples |
//! | `quality-too-long` | reference and statement descriptor are too long | Mercado Pago cuts what is too long |
//! | `quality-unknown-category` | the item is of a category Mercado Pago does not have | the category counts for nothing |
//! | `payment-of-plugin` | a platform made the payments of Checkout API | the quality of platforms is not measured |
//! | `payment-of-other-account` | the payment to look into was paid to user 100000009 | it tells nothing of this account |
//! | `payment-of-other-application` | application 1000000000000009 made the sale | measured all the same: what counts is the account that was paid |
//! | `payment-too-old` | the payment to look into is 200 days old | it is too old to measure |
//! | `payment-not-approved` | the payment to look into was rejected | only approved payments are measured |
//! | `payment-unknown` | the operator names a payment that does not exist | not found in this account |
//! | `test-order` | the order to look into is a test | it tells nothing of real sales |
//! | `quality-low` | the operator recorded a score of 61 | below the 73 Mercado Pago asks for |
//! | `quality-outdated` | the operator recorded a score of 400 days ago | too long ago to count |
//! | `quality-not-recorded` | nobody recorded a score | left to a person |
//! | `no-payments` | not one payment so far | nothing can be told of a sale |
//! | `nothing-approved` | eight payments, none approved | nothing can be told of a sale |
//! | `few-payments` | eight payments in thirty days | too few to judge |
//! | `rejections-by-fraud` | fraud prevention refuses a quarter of the payments | more data raise approval |
//! | `rejections-for-data` | a fifth of the payments is refused for lack of data | mandatory data are missing |
//! | `rejections-of-every-kind` | rejected for every reason there is, and one nobody knows | each group is counted |
//! | `orphans` | one approved payment in five without a reference, some with that of another | those payments cannot be matched with orders |
//! | `many-payments` | 130 payments in thirty days | read page by page |
//! | `too-many-payments` | 1,200 payments in thirty days | only the newest are read, and the reader is told |
//! | `currency-mismatch` | a Brazilian account, payments in Argentine pesos | the payments are of another currency than the country |
//! | `payment-of-other-product` | declared for Checkout API, sold with Checkout Pro | the payment looks like one of another product |
//! | `payment-by-api` | declared for Checkout Pro, sold with Checkout API; nothing went along with the sale but the money | what a preference would show is left to a person |
//! | `pix-missing` | Pix is not among the means of payment | fails: a Pix key is missing |
//! | `pix-deactivated` | Pix is among the means of payment, deactivated | warns: Pix is switched off |
//! | `pix-unlisted` | Pix is not among the means of payment, though buyers have paid with it | two signs contradict each other |
//! | `reports-by-hand` | both reports are made by hand, lately | passes: the reports are in use |
//! | `reports-unscheduled` | both reports are configured, and none was made for long | warns: nobody makes the reports |
//! | `reports-never` | no report was ever configured | warns: no reports |
//! | `reports-forbidden` | the token may not read the reports | inconclusive: the reports cannot be looked at |
//! | `methods-empty` | not one means of payment | inconclusive: an empty list tells nothing |
//! | `methods-without-cards` | no card among the means of payment | fails: no cards |
//! | `methods-cards-off` | every card among the means of payment is switched off | fails: no card is active |
//! | `methods-of-other-country` | a Brazilian account with the means of payment of Argentina | account and means of payment contradict each other |
//! | `terminals-standalone` | two terminals, neither integrated | the terminals take no orders |
//! | `terminals-mixed` | one terminal integrated, one not, one in no known mode | warns: not every terminal takes orders |
//! | `terminals-none` | no terminal | fails: nothing to pay at |
//! | `terminals-fleet` | 60 integrated terminals | read page by page |
//! | `point-without-store` | integrated terminals, no store and no point of sale | stores and points of sale are missing |
//! | `point-where-not-sold` | Colombia, where Point is not integrated | not applicable in this country |
//! | `qr-without-pos` | QR with a store and no point of sale | points of sale are missing |
//! | `terminals-beyond-reading` | 230 integrated terminals | only the first are read, and the reader is told |
//! | `qr-not-recorded` | QR in order, but nobody recorded a score | left to a person |
//! | `minimal` | the account's answer has no tags and no status | test user and restrictions are inconclusive, never passed |
//! | `slow` | answers after 1.5 s, payments/search after 12 s | recent payments are inconclusive for lack of time, the rest passes |
//! | `rate-limited` | 429 with Retry-After 30 everywhere | inconclusive: Mercado Pago asks us to wait |
//! | `failing` | 500 with JSON, 502 with HTML, 503 with nothing, one per endpoint | inconclusive: Mercado Pago fails, which says nothing of the shop |
//! | `garbled` | 200 with cut JSON, HTML, wrong shapes or nothing, one per endpoint | inconclusive: the answers cannot be read |
//! | `revoked` | 401 everywhere | fails: the token is not valid any more |
//! | `token-ended` | 401 everywhere; the token of a linked seller was issued 190 days ago | fails: tokens of linked sellers last 180 days |
//! | `worst-online` | Checkout Pro: not activated, insecure page, no Pix, notifications at a catcher, a poor sale, fraud, no reports | fails in many ways at once |
//! | `worst-api` | Checkout API: not activated, a leaked token, no Pix, an expired certificate, a poor sale, data missing, no reports | fails in many ways at once |
//! | `worst-bricks` | Bricks: not activated, MercadoPago.js V1, Pix switched off, no webhook, sample data, orphans, no reports | fails in many ways at once |
//! | `worst-orders` | Orders: not activated, outdated TLS, a private webhook, an order without data, fraud, reports left alone | fails in many ways at once |
//! | `worst-subscriptions` | Subscriptions: not activated, an expired certificate, a webhook that redirects, pesos in Brazil, no reports | fails in many ways at once |
//! | `worst-plugin` | a platform: a restricted account, a certificate nobody vouches for, no Pix, notifications at a catcher, fraud, no reports | fails in many ways at once |
//! | `worst-point` | Point: not activated, no Pix, no webhook, terminals not integrated, no store, a poor sale, no reports | fails in many ways at once |
//! | `worst-qr` | QR in Argentina: not activated, notifications at a catcher, no store, an order without data, no reports | fails in many ways at once |
//!
//! The stand-in shops answer over TLS under names of the reserved domain `.example`, which
//! [`Sandbox::route`] resolves; any other name is unknown.
//!
//! | Host | State |
//! |---|---|
//! | `store.example`, `loja.example`, `tienda.example` | certificate with 90 days left |
//! | `expiring.example` | certificate with 5 days left |
//! | `last-days.example` | certificate with 2 days left |
//! | `ending.example` | certificate with 20 days left |
//! | `expired.example` | certificate expired ten days ago |
//! | `not-yet-valid.example` | certificate valid from ten days ahead |
//! | `wrong-name.example` | certificate of `another-shop.example` |
//! | `self-signed.example` | certificate signed by itself |
//! | `untrusted.example` | certificate of an authority nobody trusts |
//! | `incomplete.example` | certificate of an intermediate authority whose own certificate is not sent |
//! | `old-protocol.example` | speaks TLS 1.0 and nothing newer |
//! | `lenient.example` | speaks TLS 1.3, and TLS 1.0 and 1.1 besides |
//! | `unclear.example` | answers offers of TLS 1.0 and 1.1 with no TLS at all; plain `http` answers 503 |
//! | `no-plain-page.example` | plain `http` answers 404; `Strict-Transport-Security` of no time |
//! | `plain.example` | serves the shop over plain `http` too; no `Strict-Transport-Security` |
//! | `no-home.example` | `/` answers 404 |
//! | `home-by-http.example` | `/` sends on to `http://store.example/checkout` |
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
//! | `/checkout-mostly-allowed` | a Content Security Policy that allows payments and keeps out the rest |
//! | `/checkout-policy-meta` | a Content Security Policy in the markup that blocks Mercado Pago |
//! | `/checkout-no-prevention` | `advancedFraudPrevention: false` |
//! | `/checkout-preview` | a preview of V2 |
//! | `/checkout-test-key` | a Public Key for tests |
//! | `/checkout-link` | nothing of Mercado Pago's, under a Content Security Policy that blocks it |
//! | `/checkout-security-only` | `security.js` and no `MercadoPago.js` |
//! | `/mp/webhook` | takes `POST` only, and only with a right signature |
//! | `/mp/ipn` | the same, and unsigned IPN besides |
//! | `/mp/trusting` | takes any `POST` |
//! | `/mp/takes-unsigned` | verifies only what has a signature |
//! | `/mp/presence`, `/mp/form`, `/mp/half` | look only whether there is a signature, at its form, at half of its hash |
//! | `/mp/in-milliseconds`, `/mp/in-seconds` | take the timestamp for one unit only |
//! | `/mp/lower-case` | lower-cases the id before it verifies |
//! | `/mp/other-secret` | refuses every signature |
//! | `/mp/fails`, `/mp/fails-on-forgeries` | answer 500 to right signatures, to wrong ones |
//! | `/mp/strict` | answers 400 to an action nobody knows |
//! | `/mp/no-content` | answers 204 |
//! | `/mp/login`, `/mp/page`, `/mp/parked` | pages to everybody |
//! | `/mp/csrf` | refuses every `POST` for want of a form's token |
//! | `/mp/challenge` | asks everybody to prove to be a browser |
//! | `/mp/firewalled`, `/mp/firewalled-from-mercado-pago`, `/mp/walled` | firewalls against programs, against Mercado Pago, against everybody |
//! | `/mp/limited`, `/mp/broken` | 429, 502 |
//! | `/moved` | 301 to `https://store.example/mp/webhook` |
//! | `/` | the shop's home; none at `no-home.example` |
//! | `/moved-to-http` | 301 to `http://store.example/checkout` |
//! | `/broken` | 500 |

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
mod script;
mod server;
mod shop;
mod webhooks;

pub use config::Config;
pub use error::{ConfigError, Error};
pub use fault::{Endpoint, Fault};
pub use hosts::Route;
pub use marking::SANDBOX_HEADER;
pub use merchant::{Development, Measurement, Merchant};
pub use received::Received;
pub use sandbox::{Sandbox, merchant, merchants};
