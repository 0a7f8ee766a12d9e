// Everything the package exports for any page, used as it is meant, and refused where it is not.

import "checkout-readiness";
import type {
  ActionDetail,
  ActionEvent,
  Adjustments,
  CheckoutReadinessAttributes,
  CheckoutReadinessElement,
  CheckoutReadinessEventMap,
  Confirmation,
  CountedGroup,
  DataItem,
  Details,
  Dismissal,
  ElementErrorEvent,
  ErrorCode,
  ErrorDetail,
  Fact,
  GetToken,
  HostAction,
  HostCheck,
  HostCheckContext,
  HostCheckId,
  HostCheckResult,
  HostCheckStatus,
  ItemClass,
  ItemFinding,
  ItemState,
  Language,
  Link,
  Loading,
  Mode,
  Outcome,
  OutcomeEvent,
  Product,
  Profile,
  ReadyDetail,
  ReadyEvent,
  RejectionGroup,
  Report,
  Requirement,
  Requirements,
  RunCompleteDetail,
  RunCompleteEvent,
  RunStartDetail,
  RunStartEvent,
  Severity,
  Site,
  Status,
  Step,
  Texts,
  Theme,
  Timestamp,
  Verdict,
  VerdictChangeDetail,
  VerdictChangeEvent,
  View,
} from "checkout-readiness";

const element: CheckoutReadinessElement = document.createElement("checkout-readiness");
const found: CheckoutReadinessElement | null = document.querySelector("checkout-readiness");
found?.remove();

// Attributes and properties.
const product: Product = "checkout-pro";
const site: Site = "MLB";
const theme: Theme = "auto";
const view: View = "summary";
const loading: Loading = "eager";
const headings: Requirements = "credentials https";
const heading: Requirement = "pix-key";
const language: Language = "pt";
element.proxy = "/readiness";
element.product = product;
element.site = site;
element.theme = theme;
element.view = view;
element.loading = loading;
element.autoRun = true;
element.only = headings;
element.hide = heading;
element.lang = language;
element.checkoutUrl = "https://shop.example/checkout";
element.assetBase = "/files/";
element.only = null;
const written: string = element.only;
// @ts-expect-error A product that does not exist.
element.product = "checkout-max";
// @ts-expect-error Mercado Pago is not in this country.
element.site = "USA";
// @ts-expect-error A view that does not exist.
element.view = "tiny";
// @ts-expect-error A word is no yes.
element.autoRun = "yes";

const attributes: CheckoutReadinessAttributes = { "checkout-url": "https://shop.example/", "auto-run": "" };
// @ts-expect-error Attributes are written with hyphens.
const wrong: CheckoutReadinessAttributes = { checkoutUrl: "https://shop.example/" };

// What only properties can say.
const getToken: GetToken = async ({ refresh }) => (refresh ? "new" : "old");
element.getToken = getToken;
element.getToken = () => "a token";
// @ts-expect-error A token is text.
element.getToken = () => 5;
const texts: Texts = { interface: { title: "Our list", steps: ["one", "two"] } };
element.texts = texts;
const status: HostCheckStatus = "warning";
const id: HostCheckId = "panel-stock-is-counted";
const check: HostCheck = {
  id,
  title: "Stock is counted",
  severity: "recommended",
  requirement: heading,
  async run({ signal, product, site }: HostCheckContext): Promise<HostCheckResult> {
    signal.throwIfAborted();
    return { status, reason: `${product} in ${site || "any country"}`, evidence: { items: 3, counted: true } };
  },
};
element.checks = [check];
// @ts-expect-error Ids of a panel's checks begin with "panel-".
element.checks = [{ ...check, id: "stock-is-counted" }];
// @ts-expect-error Only a person confirms: no check of a panel answers so.
element.checks = [{ ...check, run: async () => ({ status: "confirm", reason: "" }) }];
const adjustments: Adjustments = { hide: ["reports-are-used"], demote: [] };
element.adjustments = adjustments;
const actions: HostAction[] = [
  { check: "webhook-url-is-configured", label: "Our settings", href: "/settings" },
  { check: "webhook-url-is-configured", label: "Set it", run: () => undefined },
];
element.actions = actions;
// @ts-expect-error An action that does nothing.
element.actions = [{ check: "webhook-url-is-configured", label: "Nothing" }];

// Methods.
const begun: Promise<Report | null> = element.run();
element.cancel();
const report: Report | null = element.report();
const confirmed: Promise<void> = element.confirm("webhook-events-are-selected", "seen");
// @ts-expect-error It takes the check's id.
void element.confirm();

// Events.
element.addEventListener("ready", (event: ReadyEvent) => {
  const detail: ReadyDetail = event.detail;
  const drawn: View = detail.view;
  const engine: string | undefined = detail.engine;
  console.log(drawn, engine, detail.language);
});
element.addEventListener("run-start", (event: RunStartEvent) => {
  const { product, site }: RunStartDetail = event.detail;
  console.log(product, site, event.detail.planned);
});
element.addEventListener("outcome", (event: OutcomeEvent) => {
  const outcome: Outcome = event.detail;
  const status: Status = outcome.status;
  const severity: Severity = outcome.severity;
  const details: Details = outcome.details;
  const fact: Fact | undefined = details["count"];
  const link: Link | null | undefined = outcome.link;
  const confirmation: Confirmation | null | undefined = outcome.confirmation;
  const dismissal: Dismissal | null | undefined = outcome.dismissal;
  const items: ItemFinding[] = outcome.items ?? [];
  const seen: [DataItem, ItemClass, ItemState][] = items.map(({ item, class: kind, state }) => [item, kind, state]);
  const groups: CountedGroup[] = outcome.groups ?? [];
  const names: RejectionGroup[] = groups.map(({ group }) => group);
  console.log(status, severity, fact, link, confirmation, dismissal, seen, names);
  // @ts-expect-error No outcome carries the report.
  console.log(event.detail.report);
});
element.addEventListener("run-complete", function (event: RunCompleteEvent) {
  const { report }: RunCompleteDetail = event.detail;
  const verdict: Verdict = report.verdict;
  const mode: Mode = report.mode;
  const profile: Profile = report.profile;
  const at: Timestamp = report.observed_at;
  const steps: Step[] = report.path ?? [];
  console.log(verdict, mode, profile.product, at, steps[0]?.minutes, this.view);
  // @ts-expect-error There is no such verdict.
  console.log(verdict === "maybe");
});
element.addEventListener("verdict-change", (event: VerdictChangeEvent) => {
  const { verdict, previous }: VerdictChangeDetail = event.detail;
  console.log(verdict, previous);
});
element.addEventListener("action", (event: ActionEvent) => {
  const { check, action, label, href }: ActionDetail = event.detail;
  console.log(check, action, label, href);
});
element.addEventListener("error", (event: ElementErrorEvent) => {
  const { code, message }: ErrorDetail = event.detail;
  const closed: Record<ErrorCode, string> = {
    connection: "",
    authentication: "",
    "rate-limit": "",
    "invalid-request": "",
    render: "",
  };
  console.log(closed[code], message);
});
const onAny = (event: CheckoutReadinessEventMap["ready"]) => console.log(event.type);
element.addEventListener("ready", onAny, { once: true });
element.removeEventListener("ready", onAny);
// Those of any element are theirs still.
element.addEventListener("click", (event) => console.log(event.clientX));
// @ts-expect-error A listener of other events.
element.addEventListener("run-complete", (event: MouseEvent) => console.log(event.clientX));

export { attributes, begun, confirmed, report, written, wrong };
