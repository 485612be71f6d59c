/** Something asked of the server that it may refuse. What was typed stays; the reason stands beside it. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Method } from './api.ts'
import { useDesk } from './desk.ts'
import { createIntents } from './intent.ts'

export interface Request {
  /** Null where it was refused or lost: `failure` says why. */
  send<Answer>(method: Method, path: string, body: unknown): Promise<Answer | null>
  busy: boolean
  failure: Error | null
  forget(): void
}

export function useRequest(): Request {
  const { api, newKey } = useDesk()
  const client = useQueryClient()
  const [intents] = useState(() => createIntents(newKey))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  return {
    busy,
    failure,
    forget: () => setFailure(null),
    async send<Answer>(method: Method, path: string, body: unknown) {
      setBusy(true)
      setFailure(null)
      try {
        const answer = await api.send<Answer>(method, path, body, intents.keyFor(JSON.stringify([method, path, body])))
        intents.done()
        void client.invalidateQueries()
        return answer
      } catch (error) {
        setFailure(error as Error)
        return null
      } finally {
        setBusy(false)
      }
    },
  }
}
