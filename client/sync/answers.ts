/** What the server has said yes to, for whoever looks over a person's shoulder: the practice of the demo does. */
type Listener = (method: string, path: string) => void

const listeners = new Set<Listener>()

export function followAnswers(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function tellAnswer(method: string, path: string): void {
  for (const listener of listeners) listener(method, path)
}
