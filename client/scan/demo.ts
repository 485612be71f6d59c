import { restoreGs } from './gs.ts'
import type { ScanHub } from './hub.ts'
import type { RawScan } from './raw-scan.ts'

/** Scans a text into the hub as if a reader had. False: nobody listens, or there is no text. */
export type TextScanner = (text: string) => boolean

/**
 * A scanner without hardware: the demo panel's, or that of a code which somebody types because its
 * label is torn. Same path as a real one, so the demo cannot behave better than the product.
 * GS may be written as U+241D or `{GS}`.
 */
export function createTextScanner(hub: ScanHub, source: RawScan['source'], now: () => number): TextScanner {
  return (text) => text !== '' && hub.scan({ text: restoreGs(text, ['{GS}']), source, at: now() })
}
