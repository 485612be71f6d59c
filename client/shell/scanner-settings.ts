/** What the scanner check found out about this device's scanner. */
import type { ScannerReport } from '../scan/scanner-check.ts'

export interface ScannerSettings {
  /** The scanner has proven that the separator arrives: then no lot is asked about. */
  gsSurvives: boolean
  gsReplacements: readonly string[]
}

const KEY = 'lotline-scanner'
let cached: ScannerSettings | undefined

export function readScannerSettings(): ScannerSettings {
  cached ??= stored() ?? { gsSurvives: false, gsReplacements: [] }
  return cached
}

export function writeScannerSettings(report: Pick<ScannerReport, 'gsSurvives' | 'gsReplacement'>): void {
  cached = {
    gsSurvives: report.gsSurvives,
    gsReplacements: report.gsReplacement === null ? readScannerSettings().gsReplacements : [report.gsReplacement],
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(cached))
  } catch {
    // A private window remembers nothing; the check is done again next time.
  }
}

function stored(): ScannerSettings | undefined {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? 'null') as ScannerSettings | null
    return read && Array.isArray(read.gsReplacements)
      ? { gsSurvives: read.gsSurvives === true, gsReplacements: read.gsReplacements.map(String) }
      : undefined
  } catch {
    return undefined
  }
}
