// The harvest, opened on a device that still held something that nobody got.

import { keeper } from "./keep.js";
import { leftOver } from "./left.js";

for (const run of document.getElementById("left").dataset.runs.split(" ").filter(Boolean)) {
  leftOver(keeper(`${run}:${document.getElementById("left").dataset.person}`)).show();
}
