/** Where a scan came from. Only the wedge and the camera saw a printed symbol. */
export type ScanSource = 'wedge' | 'camera' | 'demo' | 'typed'

/**
 * What a reader read, before anybody has interpreted it.
 *
 * `text` begins with the AIM symbology identifier where that is known (`]C1…`, `]d2…`); every later
 * FNC1 is GS (U+001D), whatever the reader disguised it as. It is never trimmed and never empty.
 */
export interface RawScan {
  readonly text: string
  readonly source: ScanSource
  /** Milliseconds of `performance.now()` at the terminator, or at the second equal decode. */
  readonly at: number
  /** Format name as BarcodeDetector spells it (`code_128`, `data_matrix`), where the reader says. */
  readonly symbology?: string
}
