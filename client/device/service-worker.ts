import type { Workbox } from 'workbox-window'

/** Puts the new version in place: it takes over, and this page reloads. Call it between tasks only. */
export type ApplyUpdate = () => void

export interface ServiceWorkerOptions {
  /** Address of the service worker, at the root of the app. */
  readonly url: string
  /**
   * A new version is ready. Nothing happens until the app calls `apply`, once, when no task is open.
   * It may be called again later with a newer version; the last `apply` is the one to use.
   */
  readonly onUpdateReady: (apply: ApplyUpdate) => void
  /** Everything needed offline has been stored, for the first time on this device. */
  readonly onOfflineReady?: () => void
  readonly host?: ServiceWorkerHost
}

/** What the glue does to the world, to be replaced in tests. */
export interface ServiceWorkerHost {
  /** Whether a service worker is in control of this page already. */
  controlled(): boolean
  supported(): boolean
  open(url: string): UpdateSource | Promise<UpdateSource>
  reload(): void
  /** Calls back every so often, and when the page comes back to view. Returns how to stop. */
  everyNowAndThen(check: () => void): () => void
}

/** The part of Workbox that is used. */
export type UpdateSource = Pick<Workbox, 'addEventListener' | 'register' | 'update' | 'messageSkipWaiting'>

/**
 * Registers the service worker, and looks for new versions from time to time, for a handheld's page
 * stays open for weeks. It never reloads by itself: a reload in the middle of a task destroys work.
 *
 * If another tab puts a new version in place, this page is told that an update is ready, too: its own
 * files are gone from the cache, so it should reload soon, but it is still for the app to say when.
 * Resolves to how to stop looking. Rejects where the worker cannot be registered.
 */
export async function registerServiceWorker(options: ServiceWorkerOptions): Promise<() => void> {
  const host = options.host ?? browserHost
  if (!host.supported()) return () => {}
  const source = await host.open(options.url)
  watchUpdates(source, options, host)
  await source.register({ immediate: true })
  // Offline the check fails, and the next one will do.
  return host.everyNowAndThen(() => void source.update().catch(() => {}))
}

function watchUpdates(source: UpdateSource, options: ServiceWorkerOptions, host: ServiceWorkerHost): void {
  // On the very first visit a worker takes control, too, and the page is as new as it is.
  let upToDate = !host.controlled()
  let applying = false

  source.addEventListener('waiting', () => {
    options.onUpdateReady(() => {
      applying = true
      source.messageSkipWaiting()
    })
  })
  source.addEventListener('controlling', () => {
    if (applying) return host.reload()
    if (!upToDate) options.onUpdateReady(() => host.reload())
    upToDate = false
  })
  source.addEventListener('activated', ({ isUpdate, isExternal }) => {
    if (!isUpdate && !isExternal) options.onOfflineReady?.()
  })
}

const CHECK_INTERVAL_MS = 30 * 60 * 1000

const browserHost: ServiceWorkerHost = {
  controlled: () => navigator.serviceWorker.controller !== null,
  supported: () => 'serviceWorker' in navigator,
  // Nobody waits for it: it is no part of the first load.
  open: async (url) => new (await import('workbox-window')).Workbox(url),
  reload: () => location.reload(),
  everyNowAndThen(check) {
    const timer = setInterval(check, CHECK_INTERVAL_MS)
    const onShow = () => document.visibilityState === 'visible' && check()
    document.addEventListener('visibilitychange', onShow)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onShow)
    }
  },
}
