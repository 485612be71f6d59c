/** How full the battery is, where the browser tells: Chromium's do, on pages with https. */
export interface Battery {
  /** 0 to 100. */
  percent: number
  charging: boolean
}

/** The part of the Battery Status API that is used. */
export interface BatteryDevice {
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>
}

/**
 * Asks the browser once, and reads what it knows at each call from then on: null until it has answered, and where it never does.
 * Nothing waits for it.
 */
export function watchBattery(device: BatteryDevice = navigator as BatteryDevice): () => Battery | null {
  let known: { readonly level: number; readonly charging: boolean } | null = null
  const ask = async () => {
    known = (await device.getBattery?.()) ?? null
  }
  // Some browsers have the call and refuse it.
  ask().catch(() => {})
  return () =>
    known === null || !(known.level >= 0 && known.level <= 1)
      ? null
      : { percent: Math.round(known.level * 100), charging: known.charging }
}
