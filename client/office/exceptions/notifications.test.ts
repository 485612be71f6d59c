import { describe, expect, it } from 'vitest'
import { notificationState, type PushHost, type PushServer, renew, turnOff, turnOn } from './notifications.ts'

/** A browser with a push service of its own. */
function browser(over: Partial<PushHost> = {}) {
  let current: PushSubscription | null = null
  const asked: PushSubscriptionOptionsInit[] = []
  const host: PushHost = {
    supported: () => true,
    permission: () => 'default',
    askPermission: async () => 'granted',
    manager: async () => ({
      getSubscription: async () => current,
      subscribe: async (options) => {
        asked.push(options ?? {})
        current = {
          endpoint: 'https://push.example/1',
          toJSON: () => ({ endpoint: 'https://push.example/1', keys: { p256dh: 'P', auth: 'A' } }),
          unsubscribe: async () => {
            current = null
            return true
          },
        } as unknown as PushSubscription
        return current
      },
    }),
    ...over,
  }
  return { host, asked }
}

function server(log: string[]): PushServer {
  return {
    publicKey: async () => 'KEY',
    subscribe: async ({ endpoint, keys }) => void log.push(`subscribe ${endpoint} ${keys.p256dh} ${keys.auth}`),
    unsubscribe: async (endpoint) => void log.push(`unsubscribe ${endpoint}`),
  }
}

describe('notifications', () => {
  it('are turned on with the key of the server, and off again', async () => {
    const log: string[] = []
    const { host, asked } = browser()
    expect(await notificationState(host)).toBe('off')
    expect(await turnOn(server(log), host)).toBe('on')
    expect(asked).toEqual([{ userVisibleOnly: true, applicationServerKey: 'KEY' }])
    expect(await notificationState(host)).toBe('on')
    // Once more tells the server again, which may have forgotten it.
    await renew(server(log), host)
    expect(await turnOff(server(log), host)).toBe('off')
    expect(await turnOff(server(log), host)).toBe('off')
    await renew(server(log), host)
    const told = 'subscribe https://push.example/1 P A'
    expect(log).toEqual([told, told, 'unsubscribe https://push.example/1'])
  })

  it('are not there where the browser has none, or its user does not want them', async () => {
    const log: string[] = []
    const none = browser({ supported: () => false })
    expect([await notificationState(none.host), await turnOn(server(log), none.host)]).toEqual([
      'unsupported',
      'unsupported',
    ])
    const denied = browser({ permission: () => 'denied', askPermission: async () => 'denied' })
    expect([await notificationState(denied.host), await turnOn(server(log), denied.host)]).toEqual([
      'refused',
      'refused',
    ])
    expect(log).toEqual([])
  })

  it('stay on where the server could not be told that they are off', async () => {
    const { host } = browser()
    await turnOn(server([]), host)
    const gone: PushServer = { ...server([]), unsubscribe: async () => Promise.reject(new Error('no network')) }
    await expect(turnOff(gone, host)).rejects.toThrow('no network')
    expect(await notificationState(host)).toBe('on')
  })
})
