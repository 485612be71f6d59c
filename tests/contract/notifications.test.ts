/** New exceptions reach a closed browser: encrypted for it alone, signed by this server, to known push services only. */
import { createECDH, randomBytes } from 'node:crypto'
import ece from 'http_ece'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openException } from '../../server/exceptions/open.ts'
import { pushKeys } from '../../server/notifications/keys.ts'
import { claimNews } from '../../server/notifications/news.ts'
import { isPushService } from '../../server/notifications/subscriptions.ts'
import { tellNews } from '../../server/notifications/tell.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, signInWorker, type Worker } from './floor.ts'

const SERVICE = 'https://updates.push.services.mozilla.com/wpush/v2/'

/** What a browser keeps to itself, and what it gives away. */
function browser(name: string) {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  const auth = randomBytes(16)
  return {
    subscription: {
      endpoint: `${SERVICE}${name}`,
      keys: { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
    read: (body: Uint8Array): unknown =>
      JSON.parse(
        ece
          .decrypt(Buffer.from(body), {
            version: 'aes128gcm',
            privateKey: ecdh,
            authSecret: auth.toString('base64url'),
          })
          .toString(),
      ),
  }
}

describe.each(EDGE_DIALECTS)('notifications on %s', (dialect) => {
  let floor: Floor
  let supervisor: Worker
  beforeAll(async () => {
    floor = await openFloor(dialect)
    supervisor = await signInWorker(floor.server, 'DESK-1', ['supervisor'])
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  interface Sent {
    url: string
    headers: Record<string, string>
    body: Uint8Array
  }
  const faults: unknown[] = []
  /** Tells what is new to a push service that answers so. */
  async function tell(status = 201): Promise<Sent[]> {
    const sent: Sent[] = []
    const { work } = floor.server.database
    await tellNews(
      {
        work,
        keys: await pushKeys(work),
        contact: 'mailto:admin@localhost',
        fetch: (async (url: string, init: { headers: Record<string, string>; body: Uint8Array }) => {
          sent.push({ url, headers: init.headers, body: init.body })
          return new Response(null, { status })
        }) as unknown as typeof fetch,
        report: (error) => faults.push(error),
      },
      'MAIN',
    )
    return sent
  }
  const subscribe = (body: object, token = supervisor.token) =>
    floor.server.call('PUT', '/notifications/subscription', body, { token })
  async function negative(): Promise<string> {
    const sku = await floor.item({ lotTracked: false })
    await floor.stream.push('move', { sku, lot: null, quantity: 1, from: 'A-01', to: 'A-02' })
    return sku
  }

  it('tell what is new and bad enough, readable by that browser alone', async () => {
    const mine = browser('one')
    await ok(floor.server, 'PUT', '/notifications/subscription', mine.subscription, { token: supervisor.token })
    await negative()
    // What was there before anybody was told is not news.
    expect(await tell()).toEqual([])
    const sku = await negative()
    const sent = await tell()
    expect(sent.map(({ url }) => url)).toEqual([mine.subscription.endpoint])
    expect(mine.read(sent[0]?.body ?? new Uint8Array())).toMatchObject({
      title: 'Negative stock',
      body: expect.stringContaining(sku),
      url: '/office/exceptions',
    })
    const { publicKey } = await ok<{ publicKey: string }>(floor.server, 'GET', '/notifications/key', undefined, {
      token: supervisor.token,
    })
    expect(sent[0]?.headers.Authorization).toContain(`k=${publicKey}`)
    expect(() => browser('other').read(sent[0]?.body ?? new Uint8Array())).toThrow()
    expect(await tell()).toEqual([])
  })

  it('are in the language that the browser asked for, and in English where there is none of it', async () => {
    const [spanish, klingon] = [browser('spanish'), browser('klingon')]
    await subscribe({ ...spanish.subscription, language: 'es' })
    await subscribe({ ...klingon.subscription, language: 'tlh' })
    expect(await subscribe({ ...browser('x').subscription, language: '../es' })).toMatchObject({ status: 422 })
    const skus = [await negative(), await negative(), await negative()]
    const sent = await tell()
    const readBy = (one: typeof spanish) =>
      one.read(sent.find(({ url }) => url === one.subscription.endpoint)?.body ?? new Uint8Array())
    expect(readBy(spanish)).toMatchObject({
      title: 'Existencias negativas',
      body: expect.stringMatching(/ Y 2 más\.$/),
    })
    expect(skus.some((sku) => JSON.stringify(readBy(spanish)).includes(sku))).toBe(true)
    expect(JSON.stringify(readBy(spanish))).not.toMatch(/ledger|below|units/)
    expect(readBy(klingon)).toMatchObject({ title: 'Negative stock', body: expect.stringMatching(/ And 2 more\.$/) })
    for (const { subscription } of [spanish, klingon])
      await ok(
        floor.server,
        'POST',
        '/notifications/unsubscribe',
        { endpoint: subscription.endpoint },
        {
          token: supervisor.token,
        },
      )
  })

  it('do not tell what is not bad enough, or settled already', async () => {
    const mine = browser('one')
    await subscribe({ ...mine.subscription, atLeast: 'severe' })
    const sku = await negative()
    expect(await tell()).toEqual([])
    await subscribe({ ...mine.subscription, atLeast: 'high' })
    const again = await negative()
    await floor.receive(again, null, 5, 'A-01')
    expect(sku).not.toBe(again)
    const told = (await tell()).map(({ body }) => JSON.stringify(mine.read(body)))
    expect(told.filter((text) => text.includes(`${again} `))).toEqual([])
  })

  it('end where the push service knows the browser no more, and a service that fails is said and tried again with the next', async () => {
    await negative()
    expect(await tell(500)).toHaveLength(1)
    expect(faults.splice(0).map(String)).toEqual(['Error: The push service answered 500.'])
    await negative()
    expect(await tell(410)).toHaveLength(1)
    await negative()
    expect(await tell()).toEqual([])
  })

  it('are for people who may see exceptions, and end when they may no more, or ask to', async () => {
    const mine = browser('two')
    const picker = await signInWorker(floor.server, 'HH-9', ['picker'])
    expect(await subscribe(mine.subscription, picker.token)).toMatchObject({ status: 403 })
    expect(await subscribe(mine.subscription, floor.server.adminToken)).toMatchObject({
      status: 403,
      body: { code: 'not-a-person' },
    })
    await subscribe(mine.subscription)
    await ok(floor.server, 'PUT', `/users/${supervisor.badge}`, {
      name: 'Was one',
      roles: ['picker'],
      pin: supervisor.pin,
    })
    await negative()
    expect(await tell()).toEqual([])
    await ok(floor.server, 'PUT', `/users/${supervisor.badge}`, {
      name: 'Is one',
      roles: ['supervisor'],
      pin: supervisor.pin,
    })
    await ok(
      floor.server,
      'POST',
      '/notifications/unsubscribe',
      { endpoint: mine.subscription.endpoint },
      { token: supervisor.token },
    )
    await negative()
    expect(await tell()).toEqual([])
  })

  it.each([
    'https://localhost/push',
    'http://fcm.googleapis.com/fcm/send/1',
    'https://fcm.googleapis.com:8443/fcm/send/1',
    'https://fcm.googleapis.com.evil.example/1',
    'https://169.254.169.254/latest',
  ])('go to no other host: %s', async (endpoint) => {
    expect(isPushService(endpoint)).toBe(false)
    expect(await subscribe({ ...browser('x').subscription, endpoint })).toMatchObject({
      status: 422,
      body: { code: 'unknown-push-service' },
    })
  })

  it('are refused without proper keys', async () => {
    const { endpoint } = browser('x').subscription
    for (const keys of [{}, { p256dh: 'AA', auth: 'AA' }, { p256dh: '!', auth: '!' }])
      expect((await subscribe({ endpoint, keys })).status).toBe(422)
  })
})

function signal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { give, given }
}

describe('notifications beside slow work', () => {
  it('tells of an exception whose unit ends after a later one was told', async () => {
    const floor = await openFloor('postgres')
    const { work } = floor.server.database
    const claimed = async () => (await work.run([], (tx) => claimNews(tx, 'MAIN'))).map(({ detail }) => detail)
    const exception = (subject: string) => ({ type: 'unproven-author' as const, subject, detail: subject })
    await claimed()
    const [begun, gate] = [signal(), signal()]
    const slow = work.run([], async (tx) => {
      await openException(tx, 'MAIN', exception('slow'))
      begun.give()
      await gate.given
    })
    await begun.given
    await work.run([], (tx) => openException(tx, 'MAIN', exception('quick')))
    expect(await claimed()).toEqual(['quick'])
    gate.give()
    await slow
    expect(await claimed()).toEqual(['slow'])
    expect(await claimed()).toEqual([])
    await floor.close()
  })
})
