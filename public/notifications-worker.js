// Part of the service worker: shows what the server pushes, and brings its page to the front when it is tapped.
self.addEventListener('push', (event) => {
  const { title, body, url } = event.data?.json() ?? {}
  if (!title) return
  const shown = { body, tag: 'exceptions', renotify: true, icon: '/icons/icon-192.png', data: { url } }
  event.waitUntil(self.registration.showNotification(title, shown))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(bringToFront(event.notification.data?.url ?? '/'))
})

async function bringToFront(url) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = pages.find((page) => new URL(page.url).pathname.startsWith('/office'))
  if (!open) return self.clients.openWindow(url)
  await open.focus()
  return open.navigate(url)
}
