/** What the device tells of itself: an update that waits, storage that runs out. */
export interface DeviceState {
  applyUpdate: (() => void) | null
  lowStorage: boolean
  /** The browser may delete this site's data when it needs space. */
  evictable: boolean
}

let state: DeviceState = { applyUpdate: null, lowStorage: false, evictable: false }
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
