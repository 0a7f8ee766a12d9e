"use client";
// The element as a React component, for React 18 and 19. Importing it touches no page: the element
// itself is fetched once a component is on one.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";

const TAG = "checkout-readiness";

/// What is an attribute of the element, and so part of what a server writes.
const ATTRIBUTES = {
  className: "class",
  proxy: "proxy",
  product: "product",
  site: "site",
  checkoutUrl: "checkout-url",
  lang: "lang",
  theme: "theme",
  view: "view",
  autoRun: "auto-run",
  loading: "loading",
  only: "only",
  hide: "hide",
  assetBase: "asset-base",
};

/// What no attribute can say.
const PROPERTIES = ["getToken", "texts", "checks", "adjustments", "actions"];

const EVENTS = {
  onReady: "ready",
  onRunStart: "run-start",
  onOutcome: "outcome",
  onRunComplete: "run-complete",
  onVerdictChange: "verdict-change",
  onAction: "action",
  onError: "error",
};

// React warns of the other one on a server, where neither does anything.
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/// The value as markup has it: true is an empty attribute, a list is words.
function asAttribute(value) {
  if (value === true) return "";
  if (value === false || value === null) return undefined;
  return Array.isArray(value) ? value.join(" ") : value;
}

/// Sorts what was handed over into what React writes and what is given to the element by hand.
function sort(props) {
  const markup = {};
  const properties = {};
  const listeners = {};
  for (const [name, value] of Object.entries(props)) {
    if (name in EVENTS) listeners[EVENTS[name]] = value;
    else if (PROPERTIES.includes(name)) properties[name] = value;
    else if (Object.hasOwn(ATTRIBUTES, name)) markup[ATTRIBUTES[name]] = asAttribute(value);
    else markup[name] = value;
  }
  return { markup, properties, listeners };
}

/// What tells one value from another. A component hands over new functions each time it renders, and
/// new lists that say the same: neither is a reason to draw the element anew.
function signature(value) {
  return JSON.stringify(value, (_, part) => (typeof part === "function" ? "function" : part));
}

/// The value as the element keeps it: its functions call those of the newest rendering.
function lasting(name, value, newest) {
  if (typeof value === "function") return (...words) => newest.current[name](...words);
  if (!Array.isArray(value)) return value;
  return value.map((entry, index) => {
    if (typeof entry?.run !== "function") return entry;
    return { ...entry, run: (...words) => newest.current[name][index].run(...words) };
  });
}

/// What was set before the browser knew the element hides what the element does with it; said again,
/// it does not.
function sayAgain(element) {
  for (const name of PROPERTIES) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}

/// Fetches the element, once for all components.
async function bring(element) {
  try {
    await import("./checkout-readiness.js");
    sayAgain(element);
  } catch (reason) {
    console.error("checkout-readiness:", reason);
    const detail = { code: "render", message: String(reason) };
    element.dispatchEvent(new CustomEvent("error", { detail }));
  }
}

export const CheckoutReadiness = forwardRef(function CheckoutReadiness(props, reference) {
  const host = useRef(null);
  const newest = useRef({});
  const given = useRef({});
  const heard = useRef({});
  const written = useRef([]);
  const { markup, properties, listeners } = sort(props);

  useImperativeHandle(reference, () => host.current, []);

  useBeforePaint(() => {
    heard.current = listeners;
    newest.current = properties;
    const element = host.current;
    for (const name of PROPERTIES) {
      const now = signature(properties[name]);
      if (now === given.current[name]) continue;
      given.current[name] = now;
      element[name] = lasting(name, properties[name], newest);
    }
    // React 19 writes the word "undefined" where a property that is text goes away.
    for (const name of written.current) {
      if (markup[name] === undefined) element.removeAttribute(name);
    }
    written.current = Object.values(ATTRIBUTES).filter((name) => markup[name] !== undefined);
  });

  useBeforePaint(() => {
    const element = host.current;
    const hear = (event) => {
      // Of what stands inside the element, nothing is ours to tell.
      if (event.target === element) heard.current[event.type]?.(event);
    };
    for (const type of Object.values(EVENTS)) element.addEventListener(type, hear);
    bring(element);
    return () => {
      for (const type of Object.values(EVENTS)) element.removeEventListener(type, hear);
    };
  }, []);

  return createElement(TAG, { ...markup, ref: host });
});
