import { describe, expect, it } from 'vitest'
import type { Letter } from '../connector.ts'
import { postLetter } from './post.ts'

const letter: Letter = { position: 7, topic: 'orders', id: 'event-1', text: '{"a":1}' }
const NOW = Date.parse('2026-03-01T10:00:00Z')

async function post(answer: Response | Error) {
  const sent: { url: string; init: RequestInit }[] = []
  const fetch = (async (url, init) => {
    sent.push({ url: String(url), init: init as RequestInit })
    if (answer instanceof Error) throw answer
    return answer
  }) as typeof globalThis.fetch
  const outcome = await postLetter(
    { address: 'https://erp.example', secrets: ['s'] },
    { fetch, now: () => NOW },
    letter,
  )
  return { outcome, sent }
}

describe('one attempt', () => {
  it('says what it is, and follows no redirect', async () => {
    const { sent } = await post(new Response(null, { status: 200 }))
    const headers = new Headers(sent[0]?.init.headers)
    expect([...headers.keys()].filter((name) => name.startsWith('lotline-')).sort()).toEqual([
      'lotline-delivery',
      'lotline-event',
      'lotline-position',
      'lotline-signature',
    ])
    expect(headers.get('lotline-signature')).toMatch(/^t=1772359200,v1=[0-9a-f]{64}$/)
    expect(sent[0]?.init).toMatchObject({ method: 'POST', redirect: 'manual', body: letter.text })
  })

  it.each<[number, Record<string, string>, Record<string, unknown>]>([
    [200, {}, { kind: 'done' }],
    [204, {}, { kind: 'done' }],
    [301, { location: 'https://elsewhere.example' }, { kind: 'refused', code: 'redirected' }],
    [400, {}, { kind: 'refused', code: 'event-refused' }],
    [401, {}, { kind: 'later', counts: true, code: 'credentials-refused' }],
    [408, {}, { kind: 'unsure' }],
    [410, {}, { kind: 'refused' }],
    [425, {}, { kind: 'later', counts: false, waitMs: 1_000 }],
    [429, { 'retry-after': '7' }, { kind: 'later', counts: false, waitMs: 7_000 }],
    [429, { 'retry-after': 'Sun, 01 Mar 2026 10:00:30 GMT' }, { kind: 'later', waitMs: 30_000 }],
    [429, { 'retry-after': '99999999' }, { kind: 'later', waitMs: 3_600_000 }],
    [429, { 'retry-after': 'soon' }, { kind: 'later', waitMs: 1_000 }],
    [500, {}, { kind: 'unsure', code: 'platform-fault' }],
    [503, { 'retry-after': '120' }, { kind: 'unsure', waitMs: 120_000 }],
  ])('that is answered %i with %j', async (status, headers, outcome) => {
    expect((await post(new Response(null, { status, headers }))).outcome).toMatchObject(outcome)
  })

  it('without an answer may have arrived', async () => {
    expect((await post(new TypeError('fetch failed'))).outcome).toMatchObject({ kind: 'unsure', code: 'not-reached' })
  })
})
