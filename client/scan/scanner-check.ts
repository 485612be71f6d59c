import { assemble, BURST_DEFAULTS, NO_BURST } from './burst.ts'
import { GS } from './gs.ts'
import { isTerminator } from './key-meaning.ts'
import { adviceFor, type ScannerAdvice, type ScannerFault } from './scanner-advice.ts'
import type { WedgeEvent, WedgeKeyDown } from './wedge-event.ts'

/** A barcode of the set-up screen, and what a scanner that is set right makes of it. */
export interface TestBarcode {
  /** As bwip-js takes it. */
  readonly symbology: string
  readonly print: string
  readonly aim: string
  /** Without identifier. It holds characters that keyboard layouts and Caps Lock change. */
  readonly text: string
}

/** A lot and an expiry date with GS between: what every food label has, and what goes wrong. */
export const TEST_GS1: TestBarcode = {
  symbology: 'gs1-128',
  print: '(10)zY-1/aQ(17)271231',
  aim: ']C1',
  text: `10zY-1/aQ${GS}17271231`,
}

/** The same without GS1, to see that plain codes say that they are plain. */
export const TEST_PLAIN: TestBarcode = { symbology: 'code128', print: 'zY-1/aQ', aim: ']C0', text: 'zY-1/aQ' }

/** How GS arrived: as itself or in which disguise. */
export type GsFate =
  | 'control'
  | 'ctrl-bracket'
  | 'alt-code'
  | 'picture'
  | 'replaced'
  | 'lost'
  | 'none-expected'
  | 'unknown'

export type Terminator = 'enter' | 'tab' | 'line-feed' | 'none'

export interface ScannerReport {
  /** The scanner's text as this app reads it now; null where nothing arrived. */
  readonly text: string | null
  readonly gs: GsFate
  /** Whether lots may be trusted to end where they should. True also where no GS was in the test. */
  readonly gsSurvives: boolean
  /** What to configure as the replacement, where `gs` is `replaced`: a text or the name of a key. */
  readonly gsReplacement: string | null
  readonly aimSurvives: boolean
  readonly terminator: Terminator
  readonly msPerCharacter: number
  readonly slowestGapMs: number
  readonly sentTwice: boolean
  /** What to change, the worst first. Empty: nothing. */
  readonly advice: readonly ScannerAdvice[]
}

/** Pauses that a slow scanner makes, and no more: a second scan of the test label is another matter. */
const CHECK_SILENCE_MS = 500

/**
 * Judges a scanner by the events of one scan of a test barcode, as `recordWedge` gives them.
 * `gsReplacements` are those configured so far.
 */
export function checkScanner(
  events: readonly WedgeEvent[],
  test: TestBarcode,
  gsReplacements: readonly string[] = [],
): ScannerReport {
  const texts = textsOf(events, gsReplacements)
  const text = once(texts[0] ?? null)
  const body = text?.startsWith(test.aim) ? text.slice(test.aim.length) : text?.replace(/^\][A-Za-z]\d/, '')
  const gs = gsFate(events, test, body ?? null)
  const report = {
    text,
    ...gs,
    gsSurvives: gs.gs !== 'lost' && gs.gs !== 'replaced' && gs.gs !== 'unknown',
    aimSurvives: text?.startsWith(test.aim) ?? false,
    terminator: terminatorOf(events),
    ...pace(events),
    sentTwice: texts.length > 1 ? texts[1] === texts[0] : text !== (texts[0] ?? null),
  }
  return { ...report, advice: faults(report, test, body ?? null).map(adviceFor) }
}

function textsOf(events: readonly WedgeEvent[], gsReplacements: readonly string[]): string[] {
  const settings = { ...BURST_DEFAULTS, silenceMs: CHECK_SILENCE_MS, expectRepeats: true, gsReplacements }
  const end: WedgeEvent = { type: 'silence', at: Number.MAX_SAFE_INTEGER, field: 'none' }
  let state = NO_BURST
  // The check's own screen has no text fields, whatever had the focus.
  return [...events, end].flatMap((event) => {
    const step = assemble(state, { ...event, field: 'none' }, settings)
    state = step.state
    return step.scans.map(({ text }) => text)
  })
}

/** Without a terminator, a text sent twice arrives as one: both halves are equal. */
function once(text: string | null): string | null {
  const half = text?.slice(0, text.length / 2) ?? ''
  return text !== null && text.length % 2 === 0 && text === half + half ? half : text
}

function gsFate(
  events: readonly WedgeEvent[],
  test: TestBarcode,
  body: string | null,
): Pick<ScannerReport, 'gs' | 'gsReplacement'> {
  const [before = '', after] = test.text.split(GS)
  if (after === undefined) return { gs: 'none-expected', gsReplacement: null }
  if (!body?.startsWith(before) || !body.endsWith(after)) return { gs: 'unknown', gsReplacement: null }
  const between = body.slice(before.length, body.length - after.length)
  if (between === GS) return { gs: disguiseOf(events), gsReplacement: null }
  const replacement = between || (downs(events).find(({ key }) => /^F\d+$/.test(key))?.key ?? '')
  return replacement === '' ? { gs: 'lost', gsReplacement: null } : { gs: 'replaced', gsReplacement: replacement }
}

function disguiseOf(events: readonly WedgeEvent[]): GsFate {
  const keys = downs(events)
  if (keys.some(({ ctrlKey, key, code }) => ctrlKey && (key === ']' || code === 'BracketRight'))) return 'ctrl-bracket'
  if (keys.some(({ key }) => key === 'Alt')) return 'alt-code'
  const seen = events.map((event) => (event.type === 'text' ? event.text : event.type === 'down' ? event.key : ''))
  if (seen.some((text) => text.includes(GS))) return 'control'
  // What is left is a picture of it, or a replacement that is configured already.
  return 'picture'
}

function downs(events: readonly WedgeEvent[]): WedgeKeyDown[] {
  return events.filter((event) => event.type === 'down')
}

function terminatorOf(events: readonly WedgeEvent[]): Terminator {
  for (const event of events) {
    if (event.type === 'text' && [...event.text].some(isTerminator)) return event.text.includes('\t') ? 'tab' : 'enter'
    if (event.type !== 'down') continue
    if (event.key === 'Enter' || event.key === 'Tab') return event.key === 'Enter' ? 'enter' : 'tab'
    if (event.ctrlKey && /^[jm]$/i.test(event.key)) return event.key.toLowerCase() === 'j' ? 'line-feed' : 'enter'
    if (event.ctrlKey && /^i$/i.test(event.key)) return 'tab'
  }
  return 'none'
}

/** Times between the characters of the first output. Modifiers are no characters. */
function pace(events: readonly WedgeEvent[]): Pick<ScannerReport, 'msPerCharacter' | 'slowestGapMs'> {
  const times = events.filter(isCharacter).map(({ at }) => at)
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
  const within = gaps.filter((gap) => gap <= CHECK_SILENCE_MS)
  const total = within.reduce((sum, gap) => sum + gap, 0)
  return { msPerCharacter: within.length ? total / within.length : 0, slowestGapMs: Math.max(0, ...within) }
}

function isCharacter(event: WedgeEvent): boolean {
  return event.type === 'text' || (event.type === 'down' && [...event.key].length === 1)
}

type Findings = Omit<ScannerReport, 'advice'>

function faults(found: Findings, test: TestBarcode, body: string | null): ScannerFault[] {
  if (found.text === null || body === null) return ['nothing-read']
  const list: [boolean, ScannerFault][] = [
    [found.gs === 'lost', 'gs-lost'],
    [found.gs === 'replaced', 'gs-replaced'],
    [found.sentTwice, 'sent-twice'],
    ...mismatch(body, test).map((fault): [boolean, ScannerFault] => [true, fault]),
    [!found.aimSurvives, 'aim-missing'],
    [found.slowestGapMs > BURST_DEFAULTS.silenceMs, 'too-slow'],
    [found.terminator === 'none', 'no-terminator'],
  ]
  return list.filter(([wrong]) => wrong).map(([, fault]) => fault)
}

/** What a text other than the test's own tells: Caps Lock, another keyboard layout, or another label. */
function mismatch(body: string, test: TestBarcode): ScannerFault[] {
  const [before = '', after = ''] = test.text.split(GS)
  if (body.startsWith(before) && body.endsWith(after)) return []
  const lower = body.toLowerCase()
  if (lower.startsWith(before.toLowerCase()) && lower.endsWith(after.toLowerCase())) return ['letter-case']
  const differs = Math.abs(body.length - test.text.length)
  return [differs <= 4 ? 'keyboard-layout' : 'other-code']
}
