// How long a screen that follows waits, and for what.

export const GRACE = 300; // ms in which a version that was overtaken may still arrive
export const SILENCE = 35_000; // ms: more than two heartbeats
export const STALE = 16_000; // ms of silence after which a woken device does not trust its stream
export const HIDDEN = 120_000; // ms in the background, after which the connection is given back
export const SOON = 400; // ms between the first looks of a device that woke up: its network may need a moment
export const LOOKS = [2_000, 5_000, 10_000, 20_000, 30_000]; // ms between plain fetches without a stream
