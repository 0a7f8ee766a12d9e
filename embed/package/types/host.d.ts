// What a panel may add to the list: texts, checks and actions of its own, and how it vouches for its user.

import type { Product, Requirement, Severity, Site } from "./report.js";

export type Language = "pt" | "es" | "en";

/** Asked before the first request to the proxy, and once more, with `refresh`, after it was refused. */
export type GetToken = (context: { refresh: boolean }) => string | Promise<string>;

/** Words that take the place of the element's own, by the path of their key: `{ interface: { title: "…" } }`. */
export interface Texts {
  [key: string]: string | readonly string[] | Texts;
}

/** The word before the hyphen keeps a panel's checks apart from the element's own. */
export type HostCheckId = `panel-${string}`;

export type HostCheckStatus = "passed" | "failed" | "warning" | "inconclusive" | "not_applicable";

export interface HostCheckResult {
  status: HostCheckStatus;
  /** One sentence for the reader. */
  reason: string;
  /** Facts behind it; never a secret. */
  evidence?: Record<string, string | number | boolean>;
}

export interface HostCheckContext {
  /** Aborted when the run is cancelled, or after 20 seconds. */
  signal: AbortSignal;
  /** As the element's attributes say; empty where they do not. */
  product: Product | "";
  site: Site | "";
}

/** A check of the panel's own. It can only lower the verdict; whatever it throws is "could not look". */
export interface HostCheck {
  id: HostCheckId;
  title: string;
  /** Default: `required`, so that nobody is called ready by a slip. */
  severity?: Severity;
  /** The heading it is listed under. Default: `approval`. */
  requirement?: Requirement;
  run(context: HostCheckContext): Promise<HostCheckResult>;
}

/** Ids of recommended checks. One that is required can be neither hidden nor demoted. */
export interface Adjustments {
  hide?: readonly string[];
  demote?: readonly string[];
}

interface NamedAction {
  /** Id of the check it stands at. */
  check: string;
  label: string;
}

/** Something the panel offers at a check: a page to open, or something to do. */
export type HostAction = NamedAction & ({ href: string; run?: () => void } | { href?: undefined; run: () => void });
