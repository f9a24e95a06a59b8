// The page of who types for others: it says when the group has moved on, and never takes away what is being typed.

import { follow } from "../live/stream.js";

const page = document.getElementById("scribe");
const { fragment, place, stream, version } = page.dataset;

const typing = () => [...page.querySelectorAll("textarea")].some((field) => field.value.trim());

async function look() {
  const response = await fetch(fragment, { headers: { "X-Room": "1" }, redirect: "manual", cache: "no-store" });
  if (!response.ok) return location.reload();
  const body = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("body");
  if (body.dataset.place !== place) {
    if (typing()) document.getElementById("moved").hidden = false;
    else location.reload();
  }
  return Number(response.headers.get("X-Room-Version"));
}

const line = follow({ url: stream, version: Number(version), onPatch: () => line.resync(), onResync: look });
