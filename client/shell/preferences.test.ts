import { expect, it } from 'vitest'
import { createPreferences, type Preferences } from './preferences.ts'

function device(kept: Record<string, string> = {}) {
  const applied: Preferences[] = []
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value
    },
  }
  return { kept, applied, store: createPreferences(storage, (preferences) => applied.push(preferences)) }
}

it('keeps what each person chose, and gives it back at their next shift', () => {
  const { kept, applied, store } = device()
  store.become('ana')
  store.change({ theme: 'dark', volume: 0.5 })
  store.become(null)
  store.become('ben')
  // Nobody asked Ben yet: he finds the device as it stands.
  expect(store.read()).toMatchObject({ theme: 'dark', volume: 0.5 })
  store.change({ theme: 'contrast', text: '150', speech: true })
  store.become(null)
  expect(store.read()).toMatchObject({ theme: 'contrast', text: '150' })

  const next = device(kept)
  expect(next.applied).toMatchObject([{ theme: 'contrast' }])
  next.store.become('ana')
  expect(next.applied.at(-1)).toMatchObject({ theme: 'dark', volume: 0.5, text: '100', speech: false })
  expect(applied.at(-1)).toMatchObject({ theme: 'contrast' })
})

it('begins anew where what is kept cannot be read, and part by part where some of it can', () => {
  expect(device({ 'lotline-preferences': '{' }).store.read()).toMatchObject({ theme: 'system', volume: 1 })
  expect(device({ 'lotline-preferences': '{"last":7}' }).store.read()).toMatchObject({ theme: 'system' })
  const half = '{"last":{"theme":"neon","text":"125","volume":3,"vibration":false},"people":{}}'
  expect(device({ 'lotline-preferences': half }).store.read()).toMatchObject({
    ...{ theme: 'system', text: '125', volume: 1, vibration: false },
  })
})

it('holds on where the device remembers nothing', () => {
  const refuses = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full')
    },
  }
  const store = createPreferences(refuses, () => {})
  store.change({ text: '150' })
  expect(store.read().text).toBe('150')
})
