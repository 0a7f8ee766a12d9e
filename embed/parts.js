// What the widget fetches once it is needed: reading the page, and drawing what unfolds.

import initialise, { draw, judge, look, plain } from "@generated/parts";
import style from "@generated/answers.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

export { draw, initialise, judge, look, plain, sheet };
