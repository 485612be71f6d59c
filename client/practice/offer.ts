/** Whoever has said "not now" is asked once more when they ask for it. */
const listeners = new Set<() => void>()

export function onOffer(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function offerPractice(): void {
  for (const listener of listeners) listener()
}
