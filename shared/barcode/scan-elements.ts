import { AI_TABLE, aiAt } from './ai-table.ts'
import { associationWarnings } from './associations.ts'
import { hasLinkScheme, parseDigitalLink } from './digital-link.ts'
import { parseBracketed, pastSeparators, readElements } from './gs1.ts'
import { type AiList, type Gs1Result, refusal } from './gs1-result.ts'
import { embeddedReadings } from './lost-separator.ts'
import { advice, brokenScan, type Capture, scanOf, yearOf } from './scan-capture.ts'
import { contentOf } from './scan-content.ts'
import type { Scan, ScanContext } from './scan-result.ts'
import { GS, restoreSeparators } from './separators.ts'

/** The payload of a symbol that says itself that it holds element strings. */
export function elementScan(capture: Capture, context: ScanContext): Scan {
  const data = restoreSeparators(capture.data, context.gsReplacements)
  const result = readElements(data, yearOf(context))
  return result.ok ? elementReading(capture, data, result, context) : brokenScan(capture, result.error)
}

/**
 * The keys that may begin element strings without AIM identifier: those with a check digit, so that a site's own
 * number hardly ever passes. An asset number (8004) has none, nor has a lot.
 */
const BARE_KEYS: ReadonlySet<string> = new Set(
  '00 01 02 03 253 255 402 410 411 412 413 414 415 416 417 8003 8006 8017 8018 8026'.split(' '),
)

/** Element strings without identifier, or `undefined` where the text is more likely something else. */
export function bareElementScan(capture: Capture, context: ScanContext): Scan | undefined {
  const data = restoreSeparators(capture.data, context.gsReplacements)
  if (!data.includes(GS) && !BARE_KEYS.has(aiAt(data, 0)?.ai ?? '')) return undefined
  const result = readElements(data, yearOf(context))
  if (result.ok) return elementReading(capture, data, result, context)
  if (capture.data.includes(GS) && aiAt(data, pastSeparators(data, 0)) !== undefined) {
    return brokenScan(capture, result.error)
  }
  // Most scanners send no identifier, so a GS1 label that breaks a rule arrives here: say what is wrong with it.
  if (!/^(00\d{18}|0[123]\d{14})/.test(data)) return undefined
  return scanOf(capture, 'unknown', { problem: advice(result.error) })
}

/** The human-readable form `(01)…(10)…`, or `undefined` where the text does not begin with an AI in brackets. */
export function bracketedScan(capture: Capture, context: ScanContext): Scan | undefined {
  const first = /^\((\d{2,4})\)/.exec(capture.data)?.[1]
  if (first === undefined || !AI_TABLE.has(first)) return undefined
  return resultScan(capture, parseBracketed(capture.data, { currentYear: yearOf(context) }), context)
}

/** A web address: a Digital Link, or `unknown` with a problem that says so; `undefined` for any other text. */
export function linkScan(capture: Capture, context: ScanContext): Scan | undefined {
  if (!/^https?:\/\//i.test(capture.data)) return undefined
  const result: Gs1Result = hasLinkScheme(capture.data)
    ? parseDigitalLink(capture.data, { currentYear: yearOf(context) })
    : refusal('not-a-link', 'The scheme is in mixed case')
  if (result.ok || !['not-a-link', 'domain', 'no-key'].includes(result.error.kind)) {
    return resultScan(capture, result, context)
  }
  const problem = 'This is a web address, not a product code; scan another barcode on the label.'
  return scanOf(capture, 'unknown', { problem })
}

function resultScan(capture: Capture, result: Gs1Result, context: ScanContext): Scan {
  return result.ok ? reading(capture, result.ais, result.warnings, context) : brokenScan(capture, result.error)
}

function reading(capture: Capture, ais: AiList, warnings: readonly string[], context: ScanContext): Scan {
  return { ...scanOf(capture, 'unknown'), ...contentOf(ais, warnings, capture.data, yearOf(context)) }
}

/**
 * The scan of valid element strings, or the question that they leave open. A GS anywhere in them shows that this
 * scanner sends separators, and so does the set-up test.
 */
export function elementReading(
  capture: Capture,
  data: string,
  result: { ais: AiList; warnings: string[] },
  context: ScanContext,
): Scan {
  const asScanned = reading(capture, result.ais, result.warnings, context)
  if (context.gsSurvives === true || data.includes(GS)) return asScanned
  const others = embeddedReadings(result.ais, context.today)
  if (others.length === 0) return asScanned
  return lostSeparator(
    capture,
    asScanned,
    others.map((ais) => reading(capture, ais, associationWarnings(ais), context)),
  )
}

function lostSeparator(capture: Capture, asScanned: Scan, others: readonly Scan[]): Scan {
  const readings = [asScanned, ...others]
  const title = AI_TABLE.get(asScanned.ais.at(-1)?.[0] ?? '')?.title ?? 'last element'
  const scan = scanOf(capture, 'question', {
    ais: asScanned.ais,
    warnings: asScanned.warnings,
    problem: `The scanner may have dropped the separator after the ${title}; choose the reading that the label shows.`,
    question: { ask: 'lost-separator', readings },
  })
  // Only what no answer changes may be shown before the answer.
  for (const field of ['gtin', 'sscc'] as const) {
    const value = asScanned[field]
    if (value !== undefined && others.every((other) => other[field] === value)) scan[field] = value
  }
  return scan
}
