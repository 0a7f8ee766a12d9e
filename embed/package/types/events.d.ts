// What the element tells its page. Details are plain JSON and hold no secret.

import type { Language } from "./host.js";
import type { View } from "./element.js";
import type { Outcome, Product, Report, Site, Verdict } from "./report.js";

export interface ReadyDetail {
  view: View;
  language: Language;
  /** Version of the engine behind the proxy, where it is known already. */
  engine?: string;
}

export interface RunStartDetail {
  product: Product;
  site?: Site | null;
  /** How many checks will answer. */
  planned: number;
}

export interface RunCompleteDetail {
  report: Report;
}

export interface VerdictChangeDetail {
  verdict: Verdict;
  previous: Verdict;
}

export interface ActionDetail {
  /** Whether a link was followed, a button pressed, or an action of the panel's own chosen. */
  action: "link" | "button" | "panel";
  /** What it says. */
  label: string;
  /** Id of the check it stands at, if it stands at one. */
  check?: string;
  /** The page a link leads to. */
  href?: string;
}

export type ErrorCode = "connection" | "authentication" | "rate-limit" | "invalid-request" | "render";

export interface ErrorDetail {
  code: ErrorCode;
  message: string;
}

export type ReadyEvent = CustomEvent<ReadyDetail>;
export type RunStartEvent = CustomEvent<RunStartDetail>;
export type OutcomeEvent = CustomEvent<Outcome>;
export type RunCompleteEvent = CustomEvent<RunCompleteDetail>;
export type VerdictChangeEvent = CustomEvent<VerdictChangeDetail>;
export type ActionEvent = CustomEvent<ActionDetail>;
/** The only one that does not bubble. */
export type ElementErrorEvent = CustomEvent<ErrorDetail>;

export interface CheckoutReadinessEventMap {
  /** The element is drawn and answers to clicks. */
  ready: ReadyEvent;
  /** A run began. */
  "run-start": RunStartEvent;
  /** One check answered. */
  outcome: OutcomeEvent;
  /** All have. */
  "run-complete": RunCompleteEvent;
  /** Another verdict than before: by a run, or by what a person confirmed. */
  "verdict-change": VerdictChangeEvent;
  /** The reader did something the panel may want to follow. */
  action: ActionEvent;
  /** Something is in the way; `code` is one of a closed list. */
  error: ElementErrorEvent;
}
