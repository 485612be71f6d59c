/**
 * Deliveries of webhooks. One that is not answered 2xx within 5 seconds is retried 8 times over 4 hours with the original
 * body and the same X-Shopify-Webhook-Id, the pauses doubling; then it is given up. Order is not promised.
 */
import { createHmac } from 'node:crypto'
import type { FaultCounts, Faults } from './faults.ts'
import { triggeredAt } from './formats.ts'
import type { Random } from './random.ts'
import type { Topic } from './shop.ts'

export const API_VERSION = '2026-10'
const RETRIES = 8
const RETRIED_OVER_MS = 4 * 3_600_000
const ANSWER_WITHIN_MS = 5_000

interface Delivery {
  sequence: number
  dueAt: number
  /** Attempts made so far. */
  attempts: number
  topic: Topic
  body: string
  headers: Record<string, string>
}

/** What became of the deliveries. */
export interface DeliveryCounts {
  attempts: number
  accepted: number
  failedAttempts: number
  /** Given up after the last retry. */
  givenUp: number
}

export interface Webhooks {
  /** One event: its messages share X-Shopify-Event-Id and X-Shopify-Triggered-At. */
  emit(messages: { topic: Topic; payload: unknown }[]): void
  /** Sends what is due, one after the other; returns how many attempts were made. */
  tick(): Promise<number>
  nextDueAt(): number | undefined
  pending(): number
  counts: DeliveryCounts
}

export interface WebhookOptions {
  now: () => number
  random: Random
  domain: string
  secret: string
  /** Where the requests say they go. */
  url: string
  topics: readonly Topic[]
  deliver: (request: Request) => Promise<Response>
  faults: Faults
  faultCounts: FaultCounts
}

/** Pause before the retry of that number, from 1: together 4 hours. */
export const pauseBefore = (retry: number) => Math.round((RETRIED_OVER_MS * 2 ** (retry - 1)) / (2 ** RETRIES - 1))

/** Base64 HMAC-SHA256 of the raw body, as X-Shopify-Hmac-Sha256 carries it. */
export const signature = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('base64')

export function createWebhooks(options: WebhookOptions): Webhooks {
  const { now, random, faults, faultCounts } = options
  const counts: DeliveryCounts = { attempts: 0, accepted: 0, failedAttempts: 0, givenUp: 0 }
  const queue = new Set<Delivery>()
  let sequence = 0

  function send(topic: Topic, body: string, event: Record<string, string>, webhookId: string): void {
    const late = random.chance(faults.delayedWebhook)
    if (late) faultCounts.delayed += 1
    const dueAt = now() + (late ? random.whole(1, faults.webhookDelayMs) : 0)
    const headers = { ...headersOf(options, topic, body), ...event, 'X-Shopify-Webhook-Id': webhookId }
    sequence += 1
    queue.add({ sequence, dueAt, attempts: 0, topic, body, headers })
  }

  function emit(messages: { topic: Topic; payload: unknown }[]): void {
    const event = { 'X-Shopify-Event-Id': random.uuid(), 'X-Shopify-Triggered-At': triggeredAt(now()) }
    for (const { topic, payload } of messages) {
      if (!options.topics.includes(topic)) continue
      const lost = random.chance(faults.lostWebhook)
      if (lost) faultCounts.lost += 1
      else emitOne(topic, JSON.stringify(payload), event)
    }
  }

  function emitOne(topic: Topic, body: string, event: Record<string, string>): void {
    const webhookId = random.uuid()
    send(topic, body, event, webhookId)
    if (!random.chance(faults.duplicateWebhook)) return
    faultCounts.duplicates += 1
    send(topic, body, event, random.chance(0.5) ? webhookId : random.uuid())
  }

  function due(): Delivery[] {
    const found = [...queue].filter(({ dueAt }) => dueAt <= now())
    found.sort((a, b) => a.dueAt - b.dueAt || a.sequence - b.sequence)
    for (let index = 0; index + 1 < found.length; index += 1) {
      if (!random.chance(faults.reorderedWebhook)) continue
      faultCounts.reordered += 1
      found.splice(index, 2, found[index + 1] as Delivery, found[index] as Delivery)
    }
    return found
  }

  async function tick(): Promise<number> {
    const batch = due()
    // Out of the queue before the first await: a tick that runs meanwhile must not send them too.
    for (const delivery of batch) queue.delete(delivery)
    for (const delivery of batch) await attempt(delivery)
    return batch.length
  }

  async function attempt(delivery: Delivery): Promise<void> {
    counts.attempts += 1
    delivery.attempts += 1
    if (await accepted(options, delivery)) {
      counts.accepted += 1
      return
    }
    counts.failedAttempts += 1
    if (delivery.attempts > RETRIES) counts.givenUp += 1
    else queue.add({ ...delivery, dueAt: now() + pauseBefore(delivery.attempts) })
  }

  const nextDueAt = () => (queue.size === 0 ? undefined : Math.min(...[...queue].map(({ dueAt }) => dueAt)))
  return { emit, tick, nextDueAt, pending: () => queue.size, counts }
}

async function accepted({ now, deliver, url }: WebhookOptions, { body, headers }: Delivery): Promise<boolean> {
  const start = now()
  try {
    const response = await deliver(new Request(url, { method: 'POST', body, headers }))
    return response.ok && now() - start <= ANSWER_WITHIN_MS
  } catch {
    return false
  }
}

const headersOf = ({ domain, secret }: WebhookOptions, topic: Topic, body: string) => ({
  'Content-Type': 'application/json',
  'User-Agent': 'Shopify-Captain-Hook',
  'X-Shopify-Topic': topic,
  'X-Shopify-Hmac-Sha256': signature(secret, body),
  'X-Shopify-Shop-Domain': domain,
  'X-Shopify-API-Version': API_VERSION,
})
