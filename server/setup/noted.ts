/** What happened while a site was set up, and leaves no trace of its own: when a device's scanner was checked, when labels were printed. */
import * as v from 'valibot'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

/** UTC milliseconds by device, or by warehouse. */
const times = v.record(v.string(), v.number())
type Times = v.InferOutput<typeof times>

const SCANNERS = 'scanners-checked'
const LABELS = 'labels-printed'

/** By device. */
export const scannersChecked = async (reader: Pick<Reader, 'db' | 't'>): Promise<Times> =>
  (await readSetting(reader, SCANNERS, times)) ?? {}

/** Of places, by warehouse. */
export const labelsPrinted = async (reader: Pick<Reader, 'db' | 't'>): Promise<Times> =>
  (await readSetting(reader, LABELS, times)) ?? {}

export const noteScannerChecked = (tx: Tx, deviceId: string): Promise<void> => note(tx, SCANNERS, deviceId)
export const noteLabelsPrinted = (tx: Tx, warehouse: string): Promise<void> => note(tx, LABELS, warehouse)

async function note(tx: Tx, setting: string, key: string): Promise<void> {
  await tx.lock(`setting ${setting}`)
  const known = (await readSetting(tx, setting, times)) ?? {}
  await putSetting(tx, setting, { ...known, [key]: tx.now })
}
