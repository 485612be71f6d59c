import { describe, expect, it } from 'vitest'
import { type ApplyUpdate, registerServiceWorker, type UpdateSource } from './service-worker.ts'

type Listener = (event: { isUpdate?: boolean; isExternal?: boolean }) => void

/** A page and its Workbox, without a browser. */
async function page({ controlled = true, supported = true } = {}) {
  const listeners = new Map<string, Listener>()
  const calls = { reloads: 0, skips: 0, updates: 0, offline: 0, stopped: 0 }
  const applies: ApplyUpdate[] = []
  let check = () => {}
  const source = {
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    register: async () => undefined,
    async update() {
      calls.updates += 1
      throw new Error('offline')
    },
    messageSkipWaiting: () => {
      calls.skips += 1
    },
  }
  const stop = await registerServiceWorker({
    url: '/sw.js',
    onUpdateReady: (apply) => applies.push(apply),
    onOfflineReady: () => {
      calls.offline += 1
    },
    host: {
      controlled: () => controlled,
      supported: () => supported,
      open: () => source as unknown as UpdateSource,
      reload: () => {
        calls.reloads += 1
      },
      everyNowAndThen(run) {
        check = run
        return () => {
          calls.stopped += 1
        }
      },
    },
  })
  const fire: (type: string, event?: Parameters<Listener>[0]) => void = (type, event = {}) =>
    listeners.get(type)?.(event)
  return { calls, applies, fire, check: () => check(), stop }
}

describe('an update', () => {
  it('waits until the app applies it, and then reloads this page once', async () => {
    const { calls, applies, fire } = await page()
    fire('waiting')
    expect(calls).toMatchObject({ reloads: 0, skips: 0 })
    applies[0]?.()
    expect(calls).toMatchObject({ reloads: 0, skips: 1 })
    fire('controlling')
    expect(calls.reloads).toBe(1)
  })

  it('applied in another tab does not reload this one, which may be in a task', async () => {
    const { calls, applies, fire } = await page()
    fire('waiting')
    fire('controlling', { isExternal: true })
    expect(calls.reloads).toBe(0)
    expect(applies).toHaveLength(2)
    applies[1]?.()
    expect(calls).toMatchObject({ reloads: 1, skips: 0 })
  })

  it('is not what takes control of a page on its first visit', async () => {
    const { calls, applies, fire } = await page({ controlled: false })
    fire('activated', { isUpdate: false })
    fire('controlling')
    expect(applies).toEqual([])
    expect(calls).toMatchObject({ reloads: 0, offline: 1 })
    fire('controlling')
    expect(applies).toHaveLength(1)
  })

  it('is looked for now and then, and offline is no error', async () => {
    const { calls, check, stop } = await page()
    check()
    await new Promise((resolve) => setTimeout(resolve))
    expect(calls.updates).toBe(1)
    stop()
    expect(calls.stopped).toBe(1)
  })

  it('is nothing where there are no service workers', async () => {
    const { calls, stop } = await page({ supported: false })
    stop()
    expect(calls).toMatchObject({ updates: 0, stopped: 0 })
  })
})
