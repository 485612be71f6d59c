/** Room for work that has not been sent yet. All sizes in bytes. */
export interface StorageState {
  readonly usedBytes: number
  readonly freeBytes: number
  /** Whether the browser has promised not to evict the data when the disk fills up. */
  readonly persisted: boolean
  /** Little room is left: warn, and send what waits before taking on more. */
  readonly low: boolean
}

/** The part of `navigator.storage` that is used; absent on pages without https. */
export type StorageDevice = Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>>

/** A shift's outbox with its photos is well below this. */
const LOW_BYTES = 50_000_000

/**
 * Asks the browser to keep the data when the disk fills up. Firefox asks the person, so call it when
 * they have just started something, such as the shift. False: refused, or not known here.
 */
export async function persistStorage(device: StorageDevice | undefined = navigator.storage): Promise<boolean> {
  if (await isPersisted(device)) return true
  return (await device?.persist?.().catch(() => false)) ?? false
}

/** How much room there is, or null where the browser does not tell. */
export async function storageState(
  device: StorageDevice | undefined = navigator.storage,
  lowBytes: number = LOW_BYTES,
): Promise<StorageState | null> {
  const estimate = await device?.estimate?.().catch(() => null)
  if (estimate?.quota === undefined || estimate.usage === undefined) return null
  const freeBytes = Math.max(0, estimate.quota - estimate.usage)
  return { usedBytes: estimate.usage, freeBytes, persisted: await isPersisted(device), low: freeBytes < lowBytes }
}

async function isPersisted(device: StorageDevice | undefined): Promise<boolean> {
  return (await device?.persisted?.().catch(() => false)) ?? false
}
