/** The part of the Screen Wake Lock API that is used; absent in some browsers and on pages without https. */
export interface WakeLockDevice {
  readonly wakeLock?: { request(type: 'screen'): Promise<{ release(): Promise<void> }> }
}

/** The part of `document` that is used. */
export type WakeLockPage = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>

/**
 * Keeps the screen on until the returned function is called. The browser drops the lock whenever the
 * page is hidden, so it is asked for again each time the page comes back. A refusal (battery saver)
 * is no error: the screen then sleeps as always.
 */
export function keepAwake(device: WakeLockDevice = navigator, page: WakeLockPage = document): () => void {
  let lock: Promise<{ release(): Promise<void> } | null> = Promise.resolve(null)
  const request = () => {
    if (page.visibilityState !== 'visible') return
    const before = lock
    lock = before.then(async (held) => {
      await held?.release().catch(() => {})
      return (await device.wakeLock?.request('screen').catch(() => null)) ?? null
    })
  }
  page.addEventListener('visibilitychange', request)
  request()
  return () => {
    page.removeEventListener('visibilitychange', request)
    lock = lock.then(async (held) => {
      await held?.release().catch(() => {})
      return null
    })
  }
}
