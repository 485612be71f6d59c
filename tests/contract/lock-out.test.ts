/** Guessing: it is slowed by badge and by device, tells nobody which badges exist, and keeps nobody else from working. */
import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countTry, forgiveOne } from '../../server/auth/tries.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { enrolDevice, type Floor, ok, openFloor, type Problem } from './floor.ts'

const newBadge = () => `BADGE${v7().replaceAll('-', '')}`
const PIN = '482913'

describe.each(EDGE_DIALECTS)('guessing on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(async () => {
    await floor.cleanAudit()
    await floor.close()
  })

  /** A person, and a device of their own. */
  const person = async () => {
    const badge = newBadge()
    await ok(floor.server, 'PUT', `/users/${badge}`, { name: 'Ada', roles: ['picker'], pin: PIN })
    return badge
  }
  const device = async () => {
    const deviceId = `HH-${v7().slice(-8)}`
    return { deviceId, token: await enrolDevice(floor.server, deviceId) }
  }
  const signIn = (by: { deviceId: string; token: string }, badge: string, pin: string) =>
    floor.server.call<Problem & { retryAfterSeconds?: number; token?: string }>(
      'POST',
      '/auth/sign-in',
      { badge, pin, deviceId: by.deviceId },
      { token: by.token },
    )

  it('meets an unknown badge exactly as a known one: the same answers, in the same order, for as long', async () => {
    const [known, unknown, disabled] = [await person(), newBadge(), await person()]
    const { items } = await ok<{ items: { id: string }[] }>(floor.server, 'GET', '/users?limit=1000')
    await ok(floor.server, 'POST', `/users/${items.at(-1)?.id}/disable`)
    const answersTo = async (badge: string, pin: string) => {
      const by = await device()
      const answers = []
      for (let tries = 0; tries < 7; tries++) answers.push(await signIn(by, badge, pin))
      // The clock moves on between two answers: the seconds to wait are those of the same second, or of the next.
      return answers.map(({ status, body: { code, retryAfterSeconds } }) => ({
        status,
        code,
        waits: retryAfterSeconds !== undefined && retryAfterSeconds > 10 && retryAfterSeconds <= 15,
      }))
    }
    const wrong = await answersTo(known, '000000')
    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429, 429, 429])
    expect(wrong.at(-1)).toMatchObject({ code: 'too-many-wrong-pins', waits: true })
    expect(await answersTo(unknown, '000000')).toEqual(wrong)
    // Nor does the right PIN tell that somebody has left.
    expect(await answersTo(disabled, PIN)).toEqual(wrong)
  })

  it('takes about as long for an unknown badge as for a known one', async () => {
    const known = await person()
    const by = await device()
    const msOf = async (badge: string) => {
      const start = performance.now()
      await signIn(by, badge, '000000')
      return performance.now() - start
    }
    await msOf(newBadge())
    const [a, b, c] = [await msOf(known), await msOf(known), await msOf(known)]
    const [d, e, f] = [await msOf(newBadge()), await msOf(newBadge()), await msOf(newBadge())]
    const ratio = Math.min(a, b, c) / Math.min(d, e, f)
    expect(ratio).toBeGreaterThan(0.25)
    expect(ratio).toBeLessThan(4)
  })

  it('slows one device down whatever badges it tries, and no other device', async () => {
    const [guessing, other, mine] = [await device(), await device(), await person()]
    const statuses = []
    for (let tries = 0; tries < 14; tries++) statuses.push((await signIn(guessing, newBadge(), '000000')).status)
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 401), 429, 429])
    expect(await signIn(guessing, mine, PIN)).toMatchObject({ status: 429 })
    expect(await signIn(other, mine, PIN)).toMatchObject({ status: 200 })
    try {
      floor.clock.offset = 16_000
      expect(await signIn(guessing, mine, PIN)).toMatchObject({ status: 200 })
    } finally {
      floor.clock.offset = 0
    }
  })

  it('lets slips of many people on one handheld pass, and a right PIN of one’s own buy no free guesses', async () => {
    const [by, mine] = [await device(), await person()]
    for (let shift = 0; shift < 15; shift++) {
      expect((await signIn(by, newBadge(), '000000')).status).toBe(401)
      expect((await signIn(by, mine, PIN)).status).toBe(200)
    }
    // Three guesses for each sign-in: they add up.
    const statuses = []
    for (let round = 0; round < 8; round++) {
      for (let guess = 0; guess < 3; guess++) statuses.push((await signIn(by, newBadge(), '000000')).status)
      statuses.push((await signIn(by, mine, PIN)).status)
    }
    expect(statuses).toContain(429)
  })

  it('forgets tries after a day, and keeps no badge in the clear', async () => {
    const [by, badge] = [await device(), newBadge()]
    await signIn(by, badge, '000000')
    const rows = () =>
      floor.server.database.work.read(({ db, t }) =>
        db
          .select()
          .from(t.tries)
          .where(eq(t.tries.subject, `device ${by.deviceId}`)),
      )
    expect(await rows()).toHaveLength(1)
    try {
      floor.clock.offset = 25 * 3_600_000
      await signIn(await device(), newBadge(), '000000')
      expect(await rows()).toEqual([])
    } finally {
      floor.clock.offset = 0
    }
  })

  it('never counts below nothing, and doubles each wait up to the longest', async () => {
    const { work } = floor.server.database
    const limit = { subject: `test ${v7()}`, free: 1, firstWaitMs: 1_000, longestWaitMs: 5_000 }
    expect(await countTry(work, [limit])).toBe(0)
    await work.run([], (tx) => forgiveOne(tx, limit))
    await work.run([], (tx) => forgiveOne(tx, limit))
    try {
      const waits = []
      expect(await countTry(work, [limit])).toBe(0)
      for (let tries = 0; tries < 5; tries++) {
        const seconds = await countTry(work, [limit])
        waits.push(seconds)
        floor.clock.offset += seconds * 1_000 + 1
        expect(await countTry(work, [limit])).toBe(0)
      }
      expect(waits).toEqual([1, 2, 4, 5, 5])
    } finally {
      floor.clock.offset = 0
    }
  })

  describe('an enrolment code', () => {
    const codeNow = async () => (await ok<{ code: string }>(floor.server, 'POST', '/devices/enrolments')).code
    const enrol = (code: string) =>
      floor.server.call<Problem & { retryAfterSeconds?: number }>('POST', '/devices/enrol', {
        code,
        deviceId: `E-${v7().slice(-8)}`,
      })

    it('is guessed slowly, and a right one is taken a few seconds later, however much others guess', async () => {
      const code = await codeNow()
      try {
        const statuses = []
        for (let tries = 0; tries < 40; tries++)
          statuses.push((await enrol(`9${String(tries).padStart(11, '0')}`)).status)
        expect(statuses.slice(-5)).toEqual([429, 429, 429, 429, 429])
        // Noise that goes on for an hour does not make the wait longer than this.
        for (let tries = 0; tries < 10; tries++) {
          floor.clock.offset += 6_000
          await enrol('900000000099')
        }
        expect(await enrol(code)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })
        floor.clock.offset += 6_000
        expect(await enrol(code)).toMatchObject({ status: 201 })
      } finally {
        floor.clock.offset = 0
      }
    })
  })
})
