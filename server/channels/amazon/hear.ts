/**
 * ORDER_CHANGE notifications. Amazon hands them to an event bus of the seller's, whose API destination sends them here with the
 * key of its connection. They are not signed: the key is all that tells them from what anybody may send.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { Heard, Word } from '../connector.ts'
import { ORDER_ID } from './orders.ts'

/** As the bus wraps it, or as Amazon sent it. */
const envelope = v.looseObject({ detail: v.looseObject({}) })

const named = v.looseObject({
  NotificationType: v.string(),
  NotificationMetadata: v.looseObject({ NotificationId: v.pipe(v.string(), v.minLength(1)) }),
})

const orderChange = v.looseObject({
  Payload: v.looseObject({
    OrderChangeNotification: v.looseObject({
      AmazonOrderId: v.pipe(v.string(), v.regex(ORDER_ID)),
      Summary: v.nullish(v.looseObject({ FulfillmentType: v.nullish(v.string()) })),
    }),
  }),
})

export function hearAmazon({ body, header }: Word, notificationKey: string | undefined): Heard {
  const key = header('x-api-key')
  if (notificationKey === undefined || key === undefined || !isSame(key, notificationKey)) return { kind: 'refused' }
  const content = readJson(body)
  const notification = v.is(envelope, content) ? content.detail : content
  const topic = v.is(named, notification) ? notification.NotificationType : 'unknown'
  const name = v.is(named, notification)
    ? notification.NotificationMetadata.NotificationId
    : createHash('sha256').update(body).digest('hex')
  return { kind: 'heard', name: name.slice(0, 200), topic: topic.slice(0, 100), externalId: orderIn(notification) }
}

/** Digests have one length, and comparing them takes one time. */
const isSame = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Null: not about an order, or about one that Amazon sends itself. */
function orderIn(notification: unknown): string | null {
  if (!v.is(orderChange, notification)) return null
  const { AmazonOrderId, Summary } = notification.Payload.OrderChangeNotification
  return Summary?.FulfillmentType === 'AFN' ? null : AmazonOrderId
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
