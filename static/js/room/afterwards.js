// The harvest, opened on a device that still held something that nobody got.

import { keeper } from "./keep.js";
import { leftOver } from "./left.js";

const { person, runs = "" } = document.getElementById("left").dataset;
runs.split(" ").filter(Boolean).forEach((run) => leftOver(keeper(`${run}:${person}`)).show());
