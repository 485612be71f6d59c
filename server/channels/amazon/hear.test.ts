import { describe, expect, it } from 'vitest'
import { hearAmazon } from './hear.ts'

const KEY = 'a key that no one should see'
const ORDER = '903-8868176-2219830'

const notification = (type = 'MFN') => ({
  NotificationVersion: '1.0',
  NotificationType: 'ORDER_CHANGE',
  Payload: { OrderChangeNotification: { AmazonOrderId: ORDER, Summary: { FulfillmentType: type } } },
  NotificationMetadata: { NotificationId: 'd0e9e693' },
})

function hear(content: unknown, key: string | undefined = KEY, expected: string | undefined = KEY) {
  const body = new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content))
  return hearAmazon({ body, header: (name) => (name === 'x-api-key' ? key : undefined) }, expected)
}

describe('a notification of Amazon', () => {
  const heard = { kind: 'heard', name: 'd0e9e693', topic: 'ORDER_CHANGE', externalId: ORDER }

  it('is read as Amazon sent it, and as an event bus wraps it', () => {
    expect(hear(notification())).toEqual(heard)
    expect(hear({ 'detail-type': 'ORDER_CHANGE', detail: notification() })).toEqual(heard)
  })

  it('of an order that Amazon sends is about none of ours', () => {
    expect(hear(notification('AFN'))).toEqual({ ...heard, externalId: null })
  })

  it.each([
    ['another key', 'another key of some length', KEY],
    ['a key that only begins like it', KEY.slice(0, 10), KEY],
    ['a key where none was agreed on', KEY, undefined],
  ])('is refused with %s', (_name, given, expected) => {
    const word = { body: new TextEncoder().encode('{'), header: () => given }
    expect(hearAmazon(word, expected)).toEqual({ kind: 'refused' })
    expect(hearAmazon({ ...word, header: () => undefined }, KEY)).toEqual({ kind: 'refused' })
  })

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['something else', { NotificationType: 'REPORT_PROCESSING_FINISHED' }],
    [
      'an order that is named oddly',
      { ...notification(), Payload: { OrderChangeNotification: { AmazonOrderId: '../1' } } },
    ],
  ])('that is %s is heard, and about no order', (_name, content) => {
    expect(hear(content)).toMatchObject({ kind: 'heard', externalId: null, name: expect.stringMatching(/.+/) })
    expect(hear(content)).toEqual(hear(content))
  })
})
