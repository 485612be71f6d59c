/** The reference as people read it: every operation is there and found, nothing is loaded from elsewhere, and colours can be read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areas, operations } from '../../server/http/operations/index.ts'
import { slugOf } from '../../server/http/reference/frame.ts'
import { REFERENCE_STYLE } from '../../server/http/reference/style.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer('sqlite')
})
afterAll(() => server.close())

const pageAt = async (path: string) => {
  const response = await server.fetch(new Request(`http://test${path}`))
  return {
    status: response.status,
    policy: response.headers.get('content-security-policy'),
    text: await response.text(),
  }
}

const PLACES = ['', '/webhooks', '/shapes', '/problems', ...areas.map((area) => `/${slugOf(area)}`)]

describe.each(PLACES)('the page /api/docs%s', (place) => {
  it('loads nothing from elsewhere and runs nothing', async () => {
    const { status, policy, text } = await pageAt(`/api/docs${place}`)
    expect(status).toBe(200)
    expect(policy).toContain("default-src 'self'")
    expect(text).not.toMatch(/(src|href)="https?:/)
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/i)
    expect(text).not.toContain('[object')
    expect(text).not.toContain('undefined')
  })

  it('has no two places of one name, and no link that leads nowhere', async () => {
    const { text } = await pageAt(`/api/docs${place}`)
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const links = new Set(
      [...text.matchAll(/href="(\/api\/docs[^"#?]*)(?:#([^"]+))?"/g)].map(([, to = '', at = '']) => `${to}#${at}`),
    )
    for (const link of links) {
      const [to = '', at = ''] = link.split('#')
      const target = await pageCache(to)
      expect(target.status, link).toBe(200)
      if (at !== '') expect(target.text, link).toContain(`id="${at}"`)
    }
  })
})

const cache = new Map<string, Promise<{ status: number; text: string }>>()
function pageCache(path: string) {
  const known = cache.get(path) ?? pageAt(path)
  cache.set(path, known)
  return known
}

describe('the reference', () => {
  it('shows every operation in its area, with its call, its example and a line for a shell', async () => {
    for (const area of areas) {
      const { text } = await pageAt(`/api/docs/${slugOf(area)}`)
      for (const { id, path } of area.operations) {
        expect(text).toContain(`id="${id}"`)
        expect(text).toContain(`/api/v1${path}`)
      }
      expect(text).toContain('curl')
    }
  })

  it('is searched by words, paths and codes', async () => {
    const found = async (words: string) => {
      const { text } = await pageAt(`/api/docs?q=${encodeURIComponent(words)}`)
      return [...text.matchAll(/href="\/api\/docs\/[\w-]+#([A-Za-z]+)"/g)].map(([, id]) => id)
    }
    expect(await found('insufficient-atp')).toContain('placeOrder')
    expect(await found('recall notif')).toEqual(['exportRecallNotices'])
    expect(await found('PUT /protections')).toContain('setProtection')
    expect(await found('no such words at all')).toEqual([])
    // The stream of events is none of them.
    expect(await found('')).toHaveLength(operations.length + 1)
  })

  it('shows what was searched for as text', async () => {
    const { text } = await pageAt(`/api/docs?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(text).not.toContain('<script')
    expect(text).toContain('&lt;script')
  })

  it('says where it begins to whoever asks for another page', async () => {
    const response = await server.fetch(new Request('http://test/api/docs/nothing'))
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not-found' })
  })
})

describe('the colours of the reference', () => {
  const tokens = (block: string) =>
    new Map(
      [...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', value = '']) => [name, six(value)]),
    )
  const six = (hex: string) => (hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex)
  const [light = '', dark = ''] = [...REFERENCE_STYLE.matchAll(/:root \{([^}]+)\}/g)].map(([, block]) => block)
  /** WCAG 2 relative luminance. */
  const luminance = (hex: string) => {
    const channel = (at: number) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    }
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  }
  const pairs = ['ink', 'soft', 'deep', 'get', 'change', 'delete'].flatMap((front) =>
    ['paper', 'card'].map((back) => [front, back] as const),
  )

  it.each([
    ['by day', light],
    ['by night', dark],
  ])('%s are read by everybody', (_when, block) => {
    const found = tokens(block)
    for (const [front, back] of [...pairs, ['ink', 'code'], ['card', 'deep']] as const) {
      const [a, b] = [front, back].map((name) => luminance(found.get(name) ?? '')) as [number, number]
      expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), `${front} on ${back}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})
