import { expect, it } from 'vitest'
import { type Install, watchInstall } from './install.ts'

it('offers to install once, in place of the browser', async () => {
  const target = new EventTarget()
  const seen: (Install | null)[] = []
  const stop = watchInstall(target, (install) => seen.push(install))
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: async () => ({ outcome: 'accepted' }),
  })
  target.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(true)
  expect(await seen[0]?.()).toBe(true)
  expect(seen[1]).toBeNull()
  stop()
  target.dispatchEvent(new Event('appinstalled'))
  expect(seen).toHaveLength(2)
})
