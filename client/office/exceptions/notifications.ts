/** Hearing of exceptions while the app is closed: the browser's push service wakes the service worker. */

export type NotificationState = 'unsupported' | 'refused' | 'off' | 'on'

/** What the server must know of this browser, as the push service gave it. */
export interface BrowserSubscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

/** What the glue asks of the browser, to be replaced in tests. */
export interface PushHost {
  supported(): boolean
  permission(): NotificationPermission
  askPermission(): Promise<NotificationPermission>
  manager(): Promise<Pick<PushManager, 'getSubscription' | 'subscribe'>>
}

export interface PushServer {
  publicKey(): Promise<string>
  subscribe(subscription: BrowserSubscription): Promise<void>
  unsubscribe(endpoint: string): Promise<void>
}

export async function notificationState(host: PushHost = browserHost): Promise<NotificationState> {
  if (!host.supported()) return 'unsupported'
  if (host.permission() === 'denied') return 'refused'
  return (await (await host.manager()).getSubscription()) ? 'on' : 'off'
}

/** Where it is on: tells the server again, which may be told of another language now. */
export async function renew(server: PushServer, host: PushHost = browserHost): Promise<void> {
  const subscription = await (await host.manager()).getSubscription()
  if (subscription) await server.subscribe(toServer(subscription))
}

/** Asks for permission where it was not given yet. Throws where the push service or the server cannot be reached. */
export async function turnOn(server: PushServer, host: PushHost = browserHost): Promise<NotificationState> {
  if (!host.supported()) return 'unsupported'
  if ((await host.askPermission()) !== 'granted') return 'refused'
  const manager = await host.manager()
  const subscription =
    (await manager.getSubscription()) ??
    (await manager.subscribe({ userVisibleOnly: true, applicationServerKey: await server.publicKey() }))
  await server.subscribe(toServer(subscription))
  return 'on'
}

export async function turnOff(server: PushServer, host: PushHost = browserHost): Promise<NotificationState> {
  const subscription = await (await host.manager()).getSubscription()
  if (!subscription) return 'off'
  // The server first: once the browser has forgotten it, nobody could name it any more.
  await server.unsubscribe(subscription.endpoint)
  await subscription.unsubscribe()
  return 'off'
}

function toServer(subscription: PushSubscription): BrowserSubscription {
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } }
}

const browserHost: PushHost = {
  supported: () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window,
  permission: () => Notification.permission,
  askPermission: () => Notification.requestPermission(),
  manager: async () => (await navigator.serviceWorker.ready).pushManager,
}
