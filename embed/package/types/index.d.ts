// What `import "checkout-readiness"` brings: the element, known to the page and to TypeScript.

export type * from "./element.js";
export type * from "./events.js";
export type * from "./host.js";
export type * from "./report.js";

import type { CheckoutReadinessElement } from "./element.js";

declare global {
  interface HTMLElementTagNameMap {
    "checkout-readiness": CheckoutReadinessElement;
  }
}
