// Everything the package exports for React, used as it is meant, and refused where it is not.

import type { CheckoutReadinessElement, Report } from "checkout-readiness";
import type {} from "checkout-readiness/jsx";
import { CheckoutReadiness, type CheckoutReadinessProps, type Product } from "checkout-readiness/react";
import { useRef } from "react";

const product: Product = "qr";
const common: CheckoutReadinessProps = { proxy: "/readiness", product };

export function Panel({ tell }: { tell: (report: Report) => void }) {
  const checklist = useRef<CheckoutReadinessElement>(null);
  return (
    <section>
      <CheckoutReadiness
        {...common}
        ref={checklist}
        id="list"
        className="wide"
        style={{ maxWidth: 600 }}
        aria-label="Checklist"
        site="MLB"
        checkoutUrl="https://shop.example/checkout"
        lang="pt"
        theme="dark"
        view="summary"
        autoRun
        loading="eager"
        only={["credentials", "https"]}
        hide="quality approval"
        assetBase="/files/"
        getToken={async ({ refresh }) => (refresh ? "new" : "old")}
        texts={{ interface: { title: "Our list" } }}
        checks={[{ id: "panel-a", title: "A", run: async () => ({ status: "passed", reason: "seen" }) }]}
        adjustments={{ demote: ["reports-are-used"] }}
        actions={[{ check: "panel-a", label: "Look", href: "/a" }]}
        onReady={({ detail }) => console.log(detail.view, detail.language)}
        onRunStart={({ detail }) => console.log(detail.product)}
        onOutcome={({ detail }) => console.log(detail.check, detail.status)}
        onRunComplete={({ detail }) => tell(detail.report)}
        onVerdictChange={({ detail }) => console.log(detail.verdict, detail.previous)}
        onAction={({ detail }) => console.log(detail.action, detail.href)}
        onError={({ detail }) => console.log(detail.code, detail.message)}
        onClick={(event) => console.log(event.currentTarget.view)}
      />
      <button type="button" onClick={() => void checklist.current?.run()} />

      {/* @ts-expect-error A product that does not exist. */}
      <CheckoutReadiness product="checkout-max" />
      {/* @ts-expect-error A heading that does not exist. */}
      <CheckoutReadiness only={["weather"]} />
      {/* @ts-expect-error An address is text. */}
      <CheckoutReadiness checkoutUrl={5} />
      {/* @ts-expect-error There is no such event. */}
      <CheckoutReadiness onFinished={() => undefined} />
      {/* @ts-expect-error The event of a run's end carries the report, not the verdict. */}
      <CheckoutReadiness onRunComplete={({ detail }) => console.log(detail.verdict)} />

      <checkout-readiness proxy="/readiness" product="bricks" checkout-url="https://shop.example/" auto-run="" lang="es" />
      {/* @ts-expect-error A view that does not exist. */}
      <checkout-readiness view="tiny" />
    </section>
  );
}
