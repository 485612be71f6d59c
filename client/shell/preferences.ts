/**
 * How a person wants the device: kept on it by person, so that whoever takes it over finds it as they left theirs. Who has
 * not chosen yet has what was chosen last.
 */
import * as v from 'valibot'
import { language } from '../language/language.ts'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export const TEXT_SIZES = ['100', '125', '150'] as const
/** Silent, quiet, middle, loud. */
export const VOLUMES = [0, 0.25, 0.5, 1] as const

const Preferences = v.object({
  theme: v.fallback(v.picklist(THEMES), 'system'),
  text: v.fallback(v.picklist(TEXT_SIZES), '100'),
  volume: v.fallback(v.picklist(VOLUMES), 1),
  vibration: v.fallback(v.boolean(), true),
  /** Prompts are read out. */
  speech: v.fallback(v.boolean(), false),
  language: v.fallback(v.string(), language),
})
export type Preferences = v.InferOutput<typeof Preferences>

const Kept = v.object({ last: Preferences, people: v.record(v.string(), Preferences) })

export interface PreferenceStore {
  read(): Preferences
  subscribe(listener: () => void): () => void
  change(part: Partial<Preferences>): void
  /** Whose they are from now on; null: nobody's, and the device stays as it is. */
  become(userId: string | null): void
}

const KEY = 'lotline-preferences'

/** `storage` may refuse: a private window remembers nothing. */
export function createPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  apply: (preferences: Preferences) => void,
): PreferenceStore {
  const kept = stored(storage)
  let person: string | null = null
  // The device's language may have been changed since, by somebody who had not signed in.
  let current = { ...kept.last, language }
  const listeners = new Set<() => void>()
  const put = (next: Preferences) => {
    current = next
    apply(next)
    for (const listener of listeners) listener()
  }
  apply(current)
  return {
    read: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change(part) {
      kept.last = { ...current, ...part }
      if (person !== null) kept.people[person] = kept.last
      try {
        storage.setItem(KEY, JSON.stringify(kept))
      } catch {
        // It holds until the page is closed.
      }
      put(kept.last)
    },
    become(userId) {
      if (userId === person) return
      person = userId
      const own = userId === null ? undefined : kept.people[userId]
      if (own) put(own)
    },
  }
}

function stored(storage: Pick<Storage, 'getItem'>): v.InferOutput<typeof Kept> {
  try {
    const parsed = v.safeParse(Kept, JSON.parse(storage.getItem(KEY) ?? 'null'))
    if (parsed.success) return parsed.output
  } catch {
    // Not ours, or not to be read.
  }
  return { last: v.parse(Preferences, {}), people: {} }
}
