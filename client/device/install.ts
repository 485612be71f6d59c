/** Asks the person to put the app on the home screen. Resolves to whether they did. Works once. */
export type Install = () => Promise<boolean>

/** Chromium's event, which TypeScript does not know. Safari has none: there, people use the Share menu. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

/**
 * Tells when the app can be installed, instead of the browser's own bar across the scan band, and with
 * null when it has been. An installed app's data are evicted last. Returns how to stop listening.
 */
export function watchInstall(target: EventTarget, onChange: (install: Install | null) => void): () => void {
  const offered = (event: Event) => {
    event.preventDefault()
    onChange(async () => {
      const { outcome } = await (event as InstallPromptEvent).prompt()
      onChange(null)
      return outcome === 'accepted'
    })
  }
  const installed = () => onChange(null)
  target.addEventListener('beforeinstallprompt', offered)
  target.addEventListener('appinstalled', installed)
  return () => {
    target.removeEventListener('beforeinstallprompt', offered)
    target.removeEventListener('appinstalled', installed)
  }
}

/** Whether the page runs as an installed app rather than in a browser's tab. */
export function isInstalled(target: Window): boolean {
  const ios = (target.navigator as { standalone?: boolean }).standalone === true
  return ios || target.matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches
}
