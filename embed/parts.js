// What the widget fetches once it is needed: reading the page, and drawing what unfolds.

import initialise, { draw, judge, look, plain } from "@generated/parts";

export { draw, initialise, judge, look, plain };
