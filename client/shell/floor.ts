/** What every floor screen is given; main.tsx makes it once. */
import { createContext, useContext } from 'react'
import type { ScanContext } from '../../shared/barcode/scan.ts'
import type { SupervisorKey } from '../device/supervisor-key.ts'
import type { Tone } from '../flows/flow.ts'
import type { Recorder } from '../outbox/append.ts'
import type { Credential, Session } from '../outbox/database.ts'
import type { View } from '../replica/view.ts'
import type { ScanHub } from '../scan/hub.ts'
import type { SyncLoop } from '../sync/loop.ts'
import type { PreferenceStore } from './preferences.ts'

/** Who works here, on the floor or at a desk. */
export interface SignedIn {
  session: Session
  signOut(): Promise<void>
}

export interface Floor extends SignedIn {
  view: View
  recorder: Recorder
  hub: ScanHub
  sync: SyncLoop
  credential: Credential
  /** How scans are to be read here and today. */
  scanContext(): ScanContext
  /** A supervisor by badge and PIN, with or without a network; null where they are nobody's who may override. */
  supervisor(badge: string, pin: string): Promise<SupervisorKey | null>
  /**
   * What whoever is signed in asks of the server, and only while it can be reached: the floor's own work never goes this way.
   * Throws an Error whose message is a sentence.
   */
  ask<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>
  /** Sound, then vibration. */
  signal(tone: Tone): void
  /** Reads it out, where the worker wants that. */
  say(text: string): void
  preferences: PreferenceStore
  /** Asks the browser not to delete what is kept here; whether it agreed. */
  keepStorage(): Promise<boolean>
  /** Ends this shift for the person whose badge was scanned: their PIN is asked next. */
  handOver(badge: string): Promise<void>
  /** Asks for a code, for a device that the server does not accept any more. */
  enrolAgain(): void
}

const FloorContext = createContext<Floor | null>(null)
export const FloorProvider = FloorContext.Provider

export function useFloor(): Floor {
  const floor = useContext(FloorContext)
  if (!floor) throw new Error('A floor screen stands outside the floor.')
  return floor
}

const SignedInContext = createContext<SignedIn | null>(null)
export const SignedInProvider = SignedInContext.Provider

/** For the office, which has no floor below it where somebody signed in on no device. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext)
  if (!signedIn) throw new Error('An office screen stands where nobody is signed in.')
  return signedIn
}
