import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'
import { createReport } from './report.ts'
import { textLine } from './text-line.ts'
import { toldError } from './told-error.ts'

function opened(level: 'debug' | 'info' = 'info') {
  const lines: string[] = []
  return { lines, log: createLog({ level, now: () => 0, write: (line) => void lines.push(line) }) }
}

describe('a line', () => {
  it('is one object of JSON with instant, level and message', () => {
    const { log, lines } = opened()
    log.info({ requestId: 'r1', status: 200 }, 'GET /items')
    log.debug({}, 'Not wanted')
    expect(lines).toEqual([
      '{"level":"info","time":"1970-01-01T00:00:00.000Z","requestId":"r1","status":200,"message":"GET /items"}\n',
    ])
  })

  it('keeps no secret that somebody puts into it, by its name or by its looks', () => {
    const { log, lines } = opened()
    log.info(
      {
        pin: '4711',
        apiToken: 'x',
        nested: [{ Authorization: 'y', says: 'Bearer abcdefgh went wrong' }],
        says: 'lta_0123456789abcdef of BDG:SECRETBADGE at postgres://me:hunter2@host/db',
        shipping: 'kept',
      },
      'Kept',
    )
    const line = JSON.parse(lines[0] ?? '')
    expect(line).toMatchObject({ pin: '(not kept)', apiToken: '(not kept)', shipping: 'kept' })
    for (const secret of ['4711', 'abcdefgh', '0123456789', 'SECRETBADGE', 'hunter2'])
      expect(lines[0]).not.toContain(secret)
  })

  it('is cut where it is longer than anybody reads', () => {
    const { log, lines } = opened()
    log.info({ says: 'x'.repeat(100_000) }, 'Long')
    expect(lines[0]?.length).toBeLessThan(2_200)
  })

  it('at a terminal is words, and nothing in it can look like another line or field', () => {
    const { log, lines } = opened()
    log.warn({ requestId: 'r1', says: 'two\nlines status=200', of: { a: 1 } }, 'PUT /items/{sku}')
    expect(textLine(lines[0] ?? '')).toBe(
      '1970-01-01T00:00:00.000Z WARN  PUT /items/{sku} requestId=r1 says="two\\nlines status=200" of={"a":1}\n',
    )
  })
})

describe('an error', () => {
  it('is told without the values of its statement, and with where it came from', () => {
    const failed = new Error('Failed query: insert into "users" values (?)\nparams: Ada,secret', {
      cause: new Error('invalid input syntax for type bigint: "Ada"'),
    })
    const told = toldError(failed)
    expect(told).toMatchObject({
      type: 'Error',
      message: 'Failed query: insert into "users" values (?)',
      cause: { message: 'invalid input syntax for type bigint: (not kept)' },
    })
    expect(told.at?.[0]).toContain('log.test.ts')
    expect(JSON.stringify(told)).not.toContain('Ada')
    expect(JSON.stringify(toldError(parseFailure('{"name": Ada}')))).not.toContain('Ada')
    expect(toldError('thrown text')).toEqual({ type: 'string', message: 'thrown text' })
  })

  it('ends where its causes go round in a ring', () => {
    const ring = new Error('ring')
    ring.cause = ring
    expect(toldError(ring).cause?.cause?.cause?.cause).toBeUndefined()
  })
})

function parseFailure(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

describe('a fault', () => {
  it('of the disk is told once a minute and without a stack, and counted each time; one of ours each time', () => {
    const { log, lines } = opened()
    let now = 1_000_000
    const counted: string[] = []
    const report = createReport({ log, now: () => now, count: (kind) => counted.push(kind) })
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    report(full, 'POST /sync/push', 'r1')
    report(full, 'POST /sync/push', 'r2')
    now += 60_000
    report(full, 'costing')
    report(new Error('ours'), 'costing')
    report(new Error('ours'), 'costing')
    expect(counted).toEqual(['disk-full', 'disk-full', 'disk-full', 'fault', 'fault'])
    expect(
      lines.map((line) => JSON.parse(line)).map(({ trouble, requestId, about }) => [trouble, requestId, about]),
    ).toEqual([
      ['disk-full', 'r1', 'POST /sync/push'],
      ['disk-full', undefined, 'costing'],
      [undefined, undefined, 'costing'],
      [undefined, undefined, 'costing'],
    ])
    expect(lines[0]).not.toContain('"at"')
  })
})
