// The element as a React component.

import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";

import type { CheckoutReadinessElement, Loading, Requirements, Theme, View } from "./element.js";
import type {
  ActionEvent,
  ElementErrorEvent,
  OutcomeEvent,
  ReadyEvent,
  RunCompleteEvent,
  RunStartEvent,
  VerdictChangeEvent,
} from "./events.js";
import type { Adjustments, GetToken, HostAction, HostCheck, Language, Texts } from "./host.js";
import type { Product, Requirement, Site } from "./report.js";

export type * from "./index.js";

export interface CheckoutReadinessProps extends Omit<HTMLAttributes<CheckoutReadinessElement>, "lang" | "onError"> {
  /** Address of the proxy, without a slash at its end. Default: the origin of the page. */
  proxy?: string | undefined;
  /** What the shop integrates. Default: what the proxy has configured. */
  product?: Product | undefined;
  /** The country of the account. Default: what the account says. */
  site?: Site | undefined;
  /** The page where buyers pay. Default: the page the component stands on. */
  checkoutUrl?: string | undefined;
  /** Default: the nearest `lang` around the component, then the browser's, then English. */
  lang?: Language | (string & {}) | undefined;
  /** Default: `inherit`. */
  theme?: Theme | undefined;
  /** Default: `full`. */
  view?: View | undefined;
  /** Run once drawn. */
  autoRun?: boolean | undefined;
  /** Default: `lazy`. */
  loading?: Loading | undefined;
  /** The only headings to draw. The verdict is that of all. */
  only?: Requirements | readonly Requirement[] | undefined;
  /** Headings not to draw. The verdict is that of all. */
  hide?: Requirements | readonly Requirement[] | undefined;
  /** Folder that holds the files of `assets/`. Default: found from the module's own address. */
  assetBase?: string | undefined;

  /** Where a token for the proxy comes from: short-lived, and never a key of Mercado Pago. */
  getToken?: GetToken | undefined;
  /** Words instead of the element's own. */
  texts?: Texts | undefined;
  /** Checks of the panel's own. */
  checks?: readonly HostCheck[] | undefined;
  /** Recommended checks to hide or demote. */
  adjustments?: Adjustments | undefined;
  /** Actions of the panel's own. */
  actions?: readonly HostAction[] | undefined;

  onReady?: ((event: ReadyEvent) => void) | undefined;
  onRunStart?: ((event: RunStartEvent) => void) | undefined;
  onOutcome?: ((event: OutcomeEvent) => void) | undefined;
  onRunComplete?: ((event: RunCompleteEvent) => void) | undefined;
  onVerdictChange?: ((event: VerdictChangeEvent) => void) | undefined;
  onAction?: ((event: ActionEvent) => void) | undefined;
  onError?: ((event: ElementErrorEvent) => void) | undefined;
}

/** Its `ref` is the element itself, with `run()`, `cancel()`, `report()` and `confirm()`. */
export declare const CheckoutReadiness: ForwardRefExoticComponent<
  CheckoutReadinessProps & RefAttributes<CheckoutReadinessElement>
>;
