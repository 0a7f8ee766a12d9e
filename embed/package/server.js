// What a server imports in place of the element: there is no page to draw on, so nothing happens.
// The markup <checkout-readiness> is written all the same, and comes to life in the browser.

export {};
