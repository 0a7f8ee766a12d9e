// What the widget fetches once it is needed: reading the page, and drawing what unfolds.

import initialise, { draw, judge, look } from "@generated/parts";
import { partsWasm } from "@generated/assets";

await initialise({ module_or_path: partsWasm });

export { draw, judge, look };
