import { describe, expect, it } from 'vitest'
import { keepAwake, type WakeLockPage } from './wake-lock.ts'

function fakePage() {
  const target = new EventTarget()
  const page = {
    visibilityState: 'visible' as DocumentVisibilityState,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  }
  const show = async (state: DocumentVisibilityState) => {
    page.visibilityState = state
    target.dispatchEvent(new Event('visibilitychange'))
    await settled()
  }
  return { page: page as unknown as WakeLockPage, show }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

function fakeDevice() {
  const held = { requests: 0, releases: 0 }
  const request = async () => {
    held.requests += 1
    return {
      release: async () => {
        held.releases += 1
      },
    }
  }
  return { held, device: { wakeLock: { request } } }
}

describe('the wake lock', () => {
  it('is asked for again when the page comes back, for the browser drops it', async () => {
    const { page, show } = fakePage()
    const { held, device } = fakeDevice()
    const stop = keepAwake(device, page)
    await settled()
    await show('hidden')
    await show('visible')
    expect(held.requests).toBe(2)
    stop()
    await settled()
    expect(held.releases).toBe(2)
    await show('visible')
    expect(held.requests).toBe(2)
  })

  it('is released even where it is given up before it was granted', async () => {
    const { held, device } = fakeDevice()
    keepAwake(device, fakePage().page)()
    await settled()
    expect(held).toEqual({ requests: 1, releases: 1 })
  })

  it('is no error where it is refused or unknown', async () => {
    const refuse = { wakeLock: { request: () => Promise.reject(new Error('battery saver')) } }
    for (const device of [refuse, {}]) {
      const stop = keepAwake(device, fakePage().page)
      await settled()
      stop()
      await settled()
    }
  })
})
