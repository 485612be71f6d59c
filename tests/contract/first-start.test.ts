/** A new server belongs to whoever can read what it prints, and to nobody else: guessed, late and used codes open nothing. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from '../../server/audit/rows.ts'
import { newFirstStartCode } from '../../server/auth/first-start.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'

interface FirstStart {
  badge: string
  user: { id: string; name: string; roles: string[] }
  device: { token: string; warehouse: string }
  session: { token: string; sessionId: string }
}

const ADA = { name: 'Ada Byron', pin: '2580', deviceId: 'HH-FIRST' }
const HOUR = 3_600_000

describe.each(EDGE_DIALECTS)('the first start on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())

  const work = () => floor.server.database.work
  const codeOf = async (): Promise<string> => (await newFirstStartCode(work()))?.code ?? ''
  const begin = (code: string, over = {}) =>
    floor.server.call<FirstStart & Problem>('POST', '/auth/first-start', { ...ADA, code, ...over }, { token: 'nobody' })
  const isFirst = async () =>
    (await ok<{ firstStart: boolean }>(floor.server, 'GET', '/auth/methods', undefined, { token: '' })).firstStart
  const acts = async () =>
    (await ok<{ items: { act: string; details: unknown }[] }>(floor.server, 'GET', '/audit-log')).items.filter(
      ({ act }) => act === 'POST /auth/first-start',
    )

  it('makes nobody without the code, and writes down no guess', async () => {
    expect(await isFirst()).toBe(true)
    // Where none was printed there is none to guess.
    expect(await begin('123456789012')).toMatchObject({ status: 403, body: { code: 'first-start-code-invalid' } })
    const code = await codeOf()
    expect(code).toMatch(/^\d{12}$/)
    const other = code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    expect(await begin(other)).toMatchObject({ status: 403, body: { field: 'code' } })
    for (const over of [{ pin: '12' }, { name: '' }, { deviceId: '@x' }])
      expect(await begin(code, over), JSON.stringify(over)).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(await begin(code, { pin: undefined })).toMatchObject({ status: 422 })
    expect(await acts()).toEqual([])
    expect(await isFirst()).toBe(true)
    await floor.cleanAudit()
  })

  it('forgets a code after a day, and keeps no code in the clear', async () => {
    const code = await codeOf()
    const kept = await work().read((reader) => rowsOf(reader, sql.raw('select * from settings')))
    expect(JSON.stringify(kept)).not.toContain(code)
    floor.clock.offset += 25 * HOUR
    expect(await begin(code)).toMatchObject({ status: 403 })
    floor.clock.offset -= 25 * HOUR
  })

  it('slows whoever guesses, and does not shut out whoever has the code', async () => {
    const code = await codeOf()
    let slowed: Problem | undefined
    for (let tries = 0; tries < 30 && !slowed; tries++) {
      const { status, body } = await begin(String(tries).padStart(12, '0'))
      if (status === 429) slowed = body
      else expect(status).toBe(403)
    }
    expect(slowed).toMatchObject({ code: 'too-many-tries' })
    // A guess a minute is all that whoever goes on has.
    floor.clock.offset += HOUR
    expect((await begin('1'.repeat(12))).status).toBe(403)
    expect((await begin('2'.repeat(12))).status).toBe(429)
    floor.clock.offset += 25 * HOUR
    expect(await begin(code)).toMatchObject({ status: 403 })
  })

  it('makes one administrator, however many ask at once with codes that were printed', async () => {
    // Two processes print one each, and one of them is read out in parts.
    const codes = [await codeOf(), await codeOf()]
    const spoken = codes[1]?.replace(/(\d{4})(?=\d)/g, '$1 ') ?? ''
    const answers = await Promise.all([
      begin(codes[0] ?? '', { deviceId: 'HH-A' }),
      begin(spoken, { deviceId: 'HH-B' }),
      begin(codes[0] ?? '', { deviceId: 'HH-C' }),
    ])
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(1)
    for (const { status, body } of answers.filter((one) => one !== made[0]))
      expect([status, body.code]).toEqual([409, 'not-first-start'])
    const { body } = made[0] as (typeof answers)[number]
    expect(body.user).toMatchObject({ name: 'Ada Byron', roles: ['admin'] })
    expect(body.badge).toMatch(/^[A-Z0-9]{26}$/)
    expect(body.device.warehouse).toBe('MAIN')

    expect(await isFirst()).toBe(false)
    expect(await newFirstStartCode(work())).toBeUndefined()
    const asAda = { token: body.session.token }
    expect(await ok(floor.server, 'GET', '/auth/session', undefined, asAda)).toMatchObject({
      user: { roles: ['admin'] },
    })
    expect((await floor.server.call('GET', '/sync/pull', undefined, { token: body.device.token })).status).toBe(200)
    const { deviceId } = await ok<{ deviceId: string }>(floor.server, 'GET', '/auth/session', undefined, asAda)
    const again = await floor.server.call(
      'POST',
      '/auth/sign-in',
      { badge: body.badge, pin: ADA.pin, deviceId },
      { token: body.device.token },
    )
    expect(again.status).toBe(200)

    const [line, ...more] = await acts()
    expect(more).toEqual([])
    const told = JSON.stringify(line)
    expect(told).toContain('Ada Byron')
    for (const secret of [codes[0], codes[1], spoken, ADA.pin, body.badge]) expect(told).not.toContain(secret)
    await floor.cleanAudit()
  })

  it('is over from then on: a code that was printed before opens nothing', async () => {
    expect(await begin('000000000000')).toMatchObject({ status: 409, body: { code: 'not-first-start' } })
  })
})

describe('an enrolment', () => {
  let floor: Floor
  beforeEach(async () => {
    floor = await openFloor('sqlite')
  })

  it('stands in the log of sensitive acts, and a guess of its code does not', async () => {
    const acts = async () =>
      (await ok<{ items: { act: string }[] }>(floor.server, 'GET', '/audit-log')).items.filter(
        ({ act }) => act === 'POST /devices/enrol',
      )
    const enrol = (code: string) => floor.server.call('POST', '/devices/enrol', { code, deviceId: 'HH-1' })
    expect((await enrol('123456789012')).status).toBe(403)
    expect(await acts()).toEqual([])
    const { code } = await ok<{ code: string }>(floor.server, 'POST', '/devices/enrolments')
    expect((await enrol(code)).status).toBe(201)
    expect(await acts()).toHaveLength(1)
    await floor.close()
  })
})
