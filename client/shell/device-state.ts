/** What the device tells of itself: an update that waits, storage that runs out, an app that can be installed. */
import type { Install } from '../device/install.ts'

export interface DeviceState {
  applyUpdate: (() => void) | null
  lowStorage: boolean
  /** The browser may delete this site's data when it needs space. */
  evictable: boolean
  /** Room for the app's data in bytes; null where the browser does not tell. */
  freeBytes: number | null
  /** Present while the browser offers it. */
  install: Install | null
}

let state: DeviceState = { applyUpdate: null, lowStorage: false, evictable: false, freeBytes: null, install: null }
const listeners = new Set<() => void>()

export const deviceState = {
  read: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  set(change: Partial<DeviceState>) {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  },
}
