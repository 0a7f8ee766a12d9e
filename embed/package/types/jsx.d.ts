// The tag <checkout-readiness> in React's JSX, for who writes it without the component.

import type { DetailedHTMLProps, HTMLAttributes } from "react";

import type { CheckoutReadinessAttributes, CheckoutReadinessElement } from "./element.js";

type TagProps = DetailedHTMLProps<
  Omit<HTMLAttributes<CheckoutReadinessElement>, keyof CheckoutReadinessAttributes> & CheckoutReadinessAttributes,
  CheckoutReadinessElement
>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "checkout-readiness": TagProps & { class?: string | undefined };
    }
  }
}
