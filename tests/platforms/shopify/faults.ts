/** Faults to inject, each a probability from 0 to 1, settable at any time; and the count of what was injected. */
export interface Faults {
  /** A call is answered 500, 502 or 503 and nothing is done. */
  serverError: number
  /** A call is done, but its answer never comes: the promise rejects with a TimeoutError. */
  timeoutAfterActing: number
  /** A webhook is sent twice: half of the times with its own X-Shopify-Webhook-Id again, half with a new one, always with the same X-Shopify-Event-Id. */
  duplicateWebhook: number
  /** A webhook is never sent: only the poll finds the change. */
  lostWebhook: number
  /** A webhook comes later, by up to `webhookDelayMs`. */
  delayedWebhook: number
  webhookDelayMs: number
  /** A webhook that is due changes places with the next one. */
  reorderedWebhook: number
}

export const NO_FAULTS: Faults = {
  serverError: 0,
  timeoutAfterActing: 0,
  duplicateWebhook: 0,
  lostWebhook: 0,
  delayedWebhook: 0,
  webhookDelayMs: 60_000,
  reorderedWebhook: 0,
}

export interface FaultCounts {
  serverErrors: number
  timeouts: number
  duplicates: number
  lost: number
  delayed: number
  reordered: number
  throttled: number
  unauthorized: number
}

export const noCounts = (): FaultCounts => ({
  serverErrors: 0,
  timeouts: 0,
  duplicates: 0,
  lost: 0,
  delayed: 0,
  reordered: 0,
  throttled: 0,
  unauthorized: 0,
})
