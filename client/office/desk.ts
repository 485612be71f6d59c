/** What every office screen is given: the server, and who asks. */
import { createContext, useContext } from 'react'
import type { Api } from './api.ts'

export interface Desk {
  api: Api
  newKey(): string
  person: string
  /** For what a screen offers. What each may do the server decides. */
  roles: readonly string[]
  /** Whether the floor is behind it: somebody may have signed in in a browser that is no device. */
  onDevice: boolean
}

const DeskContext = createContext<Desk | null>(null)
export const DeskProvider = DeskContext.Provider

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('An office screen stands outside the office.')
  return desk
}
