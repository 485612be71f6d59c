/** Which practice a person has under way on this device, so that it goes on after a killed tab. */
import * as v from 'valibot'

const Kept = v.record(v.string(), v.object({ task: v.string(), startedAt: v.number() }))

export interface UnderWay {
  task: string
  /** Wall clock, milliseconds. */
  startedAt: number
}

const KEY = 'lotline-practice'

/** `storage` may refuse: a private window remembers nothing. */
export function readUnderWay(storage: Pick<Storage, 'getItem'>, userId: string): UnderWay | null {
  return all(storage)[userId] ?? null
}

export function keepUnderWay(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  userId: string,
  underWay: UnderWay | null,
): void {
  const { [userId]: _, ...others } = all(storage)
  try {
    storage.setItem(KEY, JSON.stringify(underWay === null ? others : { ...others, [userId]: underWay }))
  } catch {
    // It lasts as long as the page does.
  }
}

function all(storage: Pick<Storage, 'getItem'>): v.InferOutput<typeof Kept> {
  try {
    return v.parse(Kept, JSON.parse(storage.getItem(KEY) ?? '{}'))
  } catch {
    return {}
  }
}
