// The element itself: its attributes, properties and methods.

import type { CheckoutReadinessEventMap } from "./events.js";
import type { Adjustments, GetToken, HostAction, HostCheck, Language, Texts } from "./host.js";
import type { Product, Report, Requirement, Site } from "./report.js";

/** How much is drawn: the whole list, the verdict with its numbers, or the verdict alone. */
export type View = "full" | "summary" | "badge";

/** `inherit` follows the page's `color-scheme`, `auto` the reader's system. */
export type Theme = "inherit" | "light" | "dark" | "auto";

/** `lazy` loads nothing until the element is near the viewport. */
export type Loading = "lazy" | "eager";

/** Ids separated by spaces. Editors offer the single ones. */
export type Requirements = Requirement | (string & {});

/** Attributes as markup writes them. */
export interface CheckoutReadinessAttributes {
  /** Address of the proxy, without a slash at its end. Default: the origin of the page. */
  proxy?: string | undefined;
  /** What the shop integrates. Default: what the proxy has configured. */
  product?: Product | undefined;
  /** The country of the account. Default: what the account says. */
  site?: Site | undefined;
  /** The page where buyers pay. Default: the page the element stands on. */
  "checkout-url"?: string | undefined;
  /** Default: the nearest `lang` around the element, then the browser's, then English. */
  lang?: Language | (string & {}) | undefined;
  /** Default: `inherit`. */
  theme?: Theme | undefined;
  /** Default: `full`. */
  view?: View | undefined;
  /** Present: run once drawn. */
  "auto-run"?: "" | undefined;
  /** Default: `lazy`. */
  loading?: Loading | undefined;
  /** The only headings to draw. The verdict is that of all. */
  only?: Requirements | undefined;
  /** Headings not to draw. The verdict is that of all. */
  hide?: Requirements | undefined;
  /** Folder that holds the files of `assets/`. Default: found from the module's own address. */
  "asset-base"?: string | undefined;
}

export interface CheckoutReadinessElement extends HTMLElement {
  /** Address of the proxy, without a slash at its end. Default: the origin of the page. */
  get proxy(): string;
  set proxy(address: string | null);
  /** What the shop integrates. Default: what the proxy has configured. */
  get product(): Product | "";
  set product(product: Product | "" | null);
  /** The country of the account. Default: what the account says. */
  get site(): Site | "";
  set site(site: Site | "" | null);
  /** The page where buyers pay. Default: the page the element stands on. */
  get checkoutUrl(): string;
  set checkoutUrl(address: string | null);
  /** Default: `inherit`. */
  get theme(): Theme | "";
  set theme(theme: Theme | "" | null);
  /** Default: `full`. */
  get view(): View | "";
  set view(view: View | "" | null);
  /** Run once drawn. */
  autoRun: boolean;
  /** Default: `lazy`. */
  get loading(): Loading | "";
  set loading(loading: Loading | "" | null);
  /** The only headings to draw. The verdict is that of all. */
  get only(): Requirements;
  set only(headings: Requirements | null);
  /** Headings not to draw. The verdict is that of all. */
  get hide(): Requirements;
  set hide(headings: Requirements | null);
  /** Folder that holds the files of `assets/`. Default: found from the module's own address. */
  get assetBase(): string;
  set assetBase(folder: string | null);
  /** Where a token for the proxy comes from: short-lived, and never a key of Mercado Pago. */
  getToken: GetToken | null | undefined;
  /** Words instead of the element's own. */
  texts: Texts | null | undefined;
  /** Checks of the panel's own. */
  checks: readonly HostCheck[] | null | undefined;
  /** Recommended checks to hide or demote. */
  adjustments: Adjustments | null | undefined;
  /** Actions of the panel's own. */
  actions: readonly HostAction[] | null | undefined;

  /** Checks everything. Nothing comes of a run that was cancelled or could not be made. */
  run(): Promise<Report | null>;
  /** Ends the run that is under way. */
  cancel(): void;
  /** The last report; nothing before the first. */
  report(): Report | null;
  /** Says that a person looked into a check and found it right. */
  confirm(checkId: string, note?: string): Promise<void>;

  addEventListener<Type extends keyof CheckoutReadinessEventMap>(
    type: Type,
    listener: (this: CheckoutReadinessElement, event: CheckoutReadinessEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Type extends Exclude<keyof HTMLElementEventMap, keyof CheckoutReadinessEventMap>>(
    type: Type,
    listener: (this: CheckoutReadinessElement, event: HTMLElementEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof CheckoutReadinessEventMap>(
    type: Type,
    listener: (this: CheckoutReadinessElement, event: CheckoutReadinessEventMap[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<Type extends Exclude<keyof HTMLElementEventMap, keyof CheckoutReadinessEventMap>>(
    type: Type,
    listener: (this: CheckoutReadinessElement, event: HTMLElementEventMap[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}
