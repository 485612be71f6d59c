/** Webhooks of a shop: signed over the bytes of their body with the shop's secret. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { Heard, Word } from '../connector.ts'

export function hearShopify({ body, header }: Word, secret: string | undefined): Heard {
  const signed = header('x-shopify-hmac-sha256')
  if (secret === undefined || signed === undefined || !isSigned(body, signed, secret)) return { kind: 'refused' }
  const topic = header('x-shopify-topic') ?? ''
  // One action of a person may have several topics under one event; a repetition has the same of both.
  const event = header('x-shopify-event-id') ?? createHash('sha256').update(body).digest('hex')
  return {
    kind: 'heard',
    name: `${topic} ${event}`.slice(0, 200),
    topic: topic.slice(0, 100),
    externalId: orderIn(topic, body),
  }
}

function isSigned(body: Uint8Array, signed: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(signed, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const named = v.looseObject({ admin_graphql_api_id: v.pipe(v.string(), v.regex(/^gid:\/\/shopify\/Order\/\d+$/)) })
const ofOrder = v.looseObject({ order_id: v.pipe(v.number(), v.integer()) })
const inOrder = v.looseObject({ order: named })

/** Null: not about an order. */
function orderIn(topic: string, body: Uint8Array): string | null {
  const content = readJson(body)
  if (topic.startsWith('orders/') && v.is(named, content)) return content.admin_graphql_api_id
  if (topic.startsWith('refunds/') && v.is(ofOrder, content)) return `gid://shopify/Order/${content.order_id}`
  if (topic.startsWith('returns/') && v.is(inOrder, content)) return content.order.admin_graphql_api_id
  return null
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
