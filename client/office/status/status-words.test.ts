import { describe, expect, it } from 'vitest'
import type { Status, StatusConnector, StatusDevice } from './contract.ts'
import { agoOf, connectorSentence, deviceState, troubles, unsentMs, worstFirst } from './status-words.ts'

const NOW = '2026-03-02T10:00:00.000Z'
const ago = (minutes: number): string => new Date(Date.parse(NOW) - minutes * 60_000).toISOString()
const device = (id: string, over: Partial<StatusDevice> = {}): StatusDevice => ({
  id,
  contactAt: ago(1),
  unsent: 0,
  oldestUnsentAt: null,
  appVersion: '0.1.0',
  ...{ user: null, screen: null, leased: { pickLists: 0, counts: 0 }, battery: null },
  ...over,
})
const unsent = (id: string, count: number, minutes: number) =>
  device(id, { unsent: count, oldestUnsentAt: ago(minutes) })
const connector = (over: Partial<StatusConnector> = {}): StatusConnector => ({
  ...{ id: 'shop-1', kind: 'shopify', channel: 'shop', state: 'on', waiting: 0, waitingSince: null, failures: 0 },
  ...{ lagP99Ms: null, lastOrderAt: null },
  ...over,
})
const status = (over: Partial<Status> = {}): Status => ({
  server: {
    ...{ version: '0.1.0', upSince: ago(600), now: NOW, database: 'sqlite', epoch: 'e', ready: true, why: null },
  },
  commits: { p50Ms: 2, p99Ms: 9 },
  ...{ backupAt: ago(60), devices: [], parked: 0, exceptions: [], connectors: [] },
  ...over,
})

describe('a device', () => {
  it.each([
    [device('A'), 'well'],
    [unsent('A', 3, 14), 'well'],
    [unsent('A', 3, 15), 'unsent'],
    [unsent('A', 1, 60), 'unsent-long'],
    [device('A', { contactAt: null }), 'never'],
    [device('A', { unsent: null }), 'told-nothing'],
  ])('%j is %s', (one, state) => expect(deviceState(one, NOW)).toBe(state))

  it('goes on ageing what it has not sent while it is not heard', () => {
    expect(unsentMs(device('A', { contactAt: ago(50), unsent: 2, oldestUnsentAt: ago(55) }), NOW)).toBe(55 * 60_000)
    expect(unsentMs(device('A'), NOW)).toBeNull()
  })

  it('stands before those that are better off', () => {
    const devices = [
      device('never', { contactAt: null }),
      device('well'),
      unsent('short', 9, 20),
      device('quiet', { contactAt: ago(300) }),
      unsent('long', 1, 200),
      unsent('longer', 1, 300),
    ]
    const sorted = worstFirst(devices, NOW).map(({ id }) => id)
    expect(sorted).toEqual(['longer', 'long', 'short', 'quiet', 'well', 'never'])
  })
})

describe('what somebody should look after', () => {
  it('is nothing where all is well', () => expect(troubles(status())).toEqual([]))

  it('is said in sentences, the bad before the less bad, with where to go', () => {
    const found = troubles(
      status({
        server: { ...status().server, ready: false, why: 'The disk of the server is full.' },
        commits: { p50Ms: 3, p99Ms: 400 },
        backupAt: ago(51 * 60),
        devices: [unsent('HH-1', 1, 90), unsent('HH-2', 4, 16), unsent('HH-3', 4, 2)],
        parked: 2,
        exceptions: [
          { type: 'negative-stock', severity: 'severe', count: 2, oldestAt: ago(5) },
          { type: 'drift', severity: 'low', count: 7, oldestAt: ago(5) },
        ],
        connectors: [connector({ id: 'a', state: 'resting' }), connector({ id: 'b', failures: 1 }), connector()],
      }),
    )
    expect(found.map(({ tone, href }) => [tone, href])).toEqual([
      ['bad', undefined],
      ['bad', undefined],
      ['bad', undefined],
      ['bad', '/office/exceptions?severity=severe'],
      ['bad', '/office/platforms?connector=a'],
      ['warn', undefined],
      ['warn', undefined],
      ['warn', '/office/exceptions?view=refused'],
      ['warn', '/office/platforms?connector=b'],
    ])
    expect(found[2]?.says).toBe(
      'HH-1 holds 1 transaction that it has not sent, the oldest for 1 h. Bring it to where it has a network.',
    )
  })
})

describe('words', () => {
  it('say when something was', () => {
    expect([agoOf(null, NOW), agoOf(NOW, NOW), agoOf(ago(90), NOW)]).toEqual(['Never', 'Just now', '1 h ago'])
  })

  it('say how a platform is in one line', () => {
    expect(connectorSentence(connector(), NOW)).toBe('No number waits, no order came yet.')
    const busy = connector({ failures: 2, waiting: 1, waitingSince: ago(3), lastOrderAt: ago(0) })
    expect(connectorSentence(busy, NOW)).toBe(
      '2 failures, 1 number waits, the first for 3 min, the last order came just now.',
    )
  })
})
