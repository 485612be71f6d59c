/**
 * One Idempotency-Key per intent of a person: the same request tried again keeps its key, so that it is done once however
 * often its answer was lost; another request, or the same one after it was done, is a new intent.
 */
export interface Intents {
  keyFor(request: string): string
  done(): void
}

export function createIntents(newKey: () => string): Intents {
  let current: { request: string; key: string } | null = null
  return {
    keyFor(request) {
      if (current?.request !== request) current = { request, key: newKey() }
      return current.key
    },
    done() {
      current = null
    },
  }
}
