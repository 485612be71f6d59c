/** What a feed says, and what is made of how it ended. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Update } from '../connector.ts'
import type { CallResult, Request } from './call.ts'
import { feeds } from './feeds.ts'
import { throttled, unsure } from './said.ts'

const SELLER = { sellerId: 'A3TH9S8BH6GOGM', marketplaceId: 'ATVPDKIKX0DER' }
const NOW = Date.parse('2026-11-02T10:00:00Z')
const answered = (body: unknown): CallResult => ({ kind: 'answered', body })
const update = (listing: string, quantity: number): Update => ({
  listing,
  quantity,
  shown: null,
  first: false,
  key: 'k',
  version: 1,
})

function opened(answers: CallResult[], file: () => Response = () => new Response(null, { status: 200 })) {
  const calls: Request[] = []
  const files: { url: string; init: RequestInit | undefined }[] = []
  const clock = { now: NOW }
  const call = async (request: Request) => {
    calls.push(request)
    return answers.shift() ?? unsure('none', 'No answer was left.')
  }
  const fetch = (async (url, init) => {
    files.push({ url: String(url), init: init as RequestInit })
    return file()
  }) as typeof globalThis.fetch
  const whoSends = {
    ask: async () => ({ kind: 'unknown' as const }),
    askMany: async () => undefined,
    isMerchants: (listing: string) => listing !== 'FBA',
  }
  return { bulk: feeds(call, SELLER, whoSends, { fetch, now: () => clock.now }, 30), calls, files, clock }
}

const place = answered({ feedDocumentId: 'D1', url: 'https://files.example/D1' })
const began = answered({ feedId: 'F1' })

describe('a feed', () => {
  it('merges the quantity of the merchant, and its document goes without a token', async () => {
    const { bulk, calls, files } = opened([place, began])
    expect(await bulk.submit([update('A', 7), update('B', 0)])).toEqual({ kind: 'begun', name: 'F1' })
    expect(calls.map(({ operation }) => operation)).toEqual(['createFeedDocument', 'createFeed'])
    expect(calls[1]?.body).toEqual({
      feedType: 'JSON_LISTINGS_FEED',
      marketplaceIds: [SELLER.marketplaceId],
      inputFeedDocumentId: 'D1',
    })
    const [{ url, init } = { url: '', init: undefined }] = files
    expect([url, init?.method, init?.headers]).toEqual([
      'https://files.example/D1',
      'PUT',
      { 'content-type': 'application/json; charset=UTF-8' },
    ])
    const { header, messages } = JSON.parse(String(init?.body))
    expect(header).toMatchObject({ sellerId: SELLER.sellerId, version: '2.0' })
    expect(messages[1]).toEqual({
      messageId: 2,
      sku: 'B',
      operationType: 'PATCH',
      productType: 'PRODUCT',
      patches: [
        {
          op: 'merge',
          path: '/attributes/fulfillment_availability',
          value: [{ fulfillment_channel_code: 'DEFAULT', quantity: 0 }],
        },
      ],
    })
  })

  it.each<[string, CallResult[], () => Response, string]>([
    ['its document has no place', [unsure('platform-fault', 'Down.')], () => new Response(), 'later'],
    ['its document is not taken', [place], () => new Response('', { status: 403 }), 'later'],
    ['there are too many', [place, throttled(120_000)], () => new Response(), 'later'],
    ['nobody hears whether it has begun', [place, unsure('not-reached', 'Gone.')], () => new Response(), 'unsure'],
    ['its name cannot be read', [place, answered({})], () => new Response(), 'unsure'],
  ])('has begun, or may have, or has not: %s', async (_name, answers, file, kind) => {
    expect(await opened(answers, file).bulk.submit([update('A', 7)])).toMatchObject({ kind })
  })

  it('is not begun where its document took so long that somebody else may have taken over', async () => {
    const { bulk, calls, clock } = opened([place, began], () => {
      clock.now += 61_000
      return new Response()
    })
    expect(await bulk.submit([update('A', 7)])).toMatchObject({ kind: 'later' })
    expect(calls).toHaveLength(1)
  })

  it('leaves out what Amazon sends itself', async () => {
    expect(await opened([]).bulk.prepare(['A', 'FBA', 'B'])).toEqual({ kind: 'ready', listings: ['A', 'B'] })
  })
})

describe('a feed that has begun', () => {
  const report = {
    issues: [
      { messageId: 2, code: '90000900', severity: 'ERROR', message: 'The attributes are invalid.' },
      { messageId: 3, code: '1', severity: 'WARNING', message: 'A hint.' },
      { messageId: 4, code: '13013', message: 'Not there.' },
      { code: '2', severity: 'ERROR', message: 'Of the whole feed.' },
    ],
  }
  const done = answered({ processingStatus: 'DONE', resultFeedDocumentId: 'R1' })
  const look = (answers: CallResult[], file?: () => Response) =>
    opened(answers, file).bulk.look('F1', NOW, ['A', 'B', 'C', 'D'])

  it.each([
    ['as it is', {}, () => Response.json(report)],
    ['packed', { compressionAlgorithm: 'GZIP' }, () => new Response(gzipSync(JSON.stringify(report)))],
  ])('says of each listing how it went: %s', async (_name, over, file) => {
    const state = await look([done, answered({ url: 'https://files.example/R1', ...over })], file)
    const outcomes = state.kind === 'ended' ? state.outcomes : null
    expect([...(outcomes?.keys() ?? [])]).toEqual(['B', 'D'])
    expect(outcomes?.get('B')).toMatchObject({ kind: 'refused', code: 'amazon-90000900' })
    expect(outcomes?.get('D')).toMatchObject({ kind: 'refused', code: 'listing-unknown' })
  })

  it.each<[string, CallResult[], object]>([
    ['it waits', [answered({ processingStatus: 'IN_QUEUE' })], { kind: 'running' }],
    ['it is at work', [answered({ processingStatus: 'IN_PROGRESS' })], { kind: 'running' }],
    ['it was broken off', [answered({ processingStatus: 'FATAL' })], { kind: 'ended', outcomes: null }],
    ['it was taken back', [answered({ processingStatus: 'CANCELLED' })], { kind: 'ended', outcomes: null }],
    ['Amazon does not know it any more', [{ kind: 'unknown' }], { kind: 'ended', outcomes: null }],
    ['there is no call left', [throttled(500)], { kind: 'later', waitMs: 500 }],
    ['its report cannot be had', [done, throttled(45_000)], { kind: 'later', waitMs: 45_000 }],
    ['its report is none', [done, answered({ url: 'https://files.example/R1' })], { kind: 'unsure' }],
  ])('is looked at: %s', async (_name, answers, expected) => {
    expect(await look(answers)).toMatchObject(expected)
  })

  it('and whose name nobody heard is over when none is unfinished that it could be', async () => {
    const { bulk, calls, clock } = opened([
      answered({ feeds: [{ processingStatus: 'IN_QUEUE' }] }),
      answered({ feeds: [] }),
    ])
    expect(await bulk.look(null, NOW, [])).toEqual({ kind: 'running', waitMs: 120_000 })
    expect(calls).toEqual([])
    clock.now += 120_000
    expect(await bulk.look(null, NOW, [])).toMatchObject({ kind: 'running' })
    expect(await bulk.look(null, NOW, [])).toEqual({ kind: 'ended', outcomes: null })
    expect(new URL(calls[0]?.path ?? '', 'https://sp.example').searchParams.get('createdSince')).toBe(
      '2026-11-02T09:58:00.000Z',
    )
  })
})
