/** Every scan of a screen on one path: recognised at once, named next, and one after the other. */

import { useEffect, useEffectEvent } from 'react'
import { interpretScan, type Scan } from '../../shared/barcode/scan.ts'
import { t } from '../language/t.ts'
import type { ScanWishes } from '../scan/hub.ts'
import type { RawScan } from '../scan/raw-scan.ts'
import type { Band } from '../ui/index.ts'
import { noteScan } from './calm.ts'
import { useFloor } from './floor.ts'

/** `onScan` gets the interpreted text; what it names is looked up by the caller, after the band has been painted. */
export function useScan(
  band: Band,
  onScan: (scan: Scan) => void,
  { expectRepeats = false, isLeaving = false }: ScanWishes = {},
): void {
  const { hub, scanContext } = useFloor()
  const handle = useEffectEvent((raw: RawScan) => {
    noteScan()
    const scan = interpretScan(raw.text, scanContext())
    // First of all what the eye waits for; the look-up comes after the paint.
    band.show('recognised', glance(scan))
    onScan(scan)
  })
  useEffect(() => hub.subscribe(handle, { expectRepeats, isLeaving }), [hub, expectRepeats, isLeaving])
}

/** What can be said of a scan before anything is looked up. A badge is a secret and is never shown. */
function glance(scan: Scan): string {
  if (scan.kind === 'badge') return t('Badge')
  if (scan.lot !== undefined) return t('Lot {lot}', { lot: scan.lot })
  return scan.code.slice(0, 24)
}
