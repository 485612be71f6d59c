/** When what a device has not sent needs somebody: by then a handheld that works has met a network. */
const MINUTE_MS = 60_000

export const UNSENT_WARN_MS = 15 * MINUTE_MS
export const UNSENT_BAD_MS = 60 * MINUTE_MS
