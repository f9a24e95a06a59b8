// The big screen: follows, shows the clock, and nobody types on it.

import { serverClock } from "../live/clock.js";
import { follow } from "../live/stream.js";
import { face } from "./face.js";
import { apply } from "./patch.js";

const room = () => document.getElementById("room");
const link = document.getElementById("link");
const dial = face({ room, now: serverClock().now, onMoment: () => {} });

async function refresh() {
  const response = await fetch(room().dataset.fragment, { headers: { "X-Room": "1" }, redirect: "manual", cache: "no-store" });
  if (response.type === "opaqueredirect" || response.status === 404) return location.assign(room().dataset.home);
  if (!response.ok) throw new Error(`fragment: ${response.status}`);
  apply(await response.text());
  dial.tick();
  return Number(response.headers.get("X-Room-Version"));
}

follow({
  url: room().dataset.stream,
  version: Number(room().dataset.version),
  onPatch: (html) => { apply(html); dial.tick(); },
  onResync: refresh,
  onState: (state) => { link.hidden = state === "live"; },
});
