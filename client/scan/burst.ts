import { altCodeText, altDigit } from './alt-code.ts'
import { GS, restoreGs } from './gs.ts'
import { isTerminator, keyMeaning } from './key-meaning.ts'
import type { WedgeEvent, WedgeField, WedgeKeyDown, WedgeText } from './wedge-event.ts'

/** No burst is longer: the largest QR code holds 4,296 characters, and no label in a warehouse comes near. */
export const MAX_BURST_CHARACTERS = 4000

export interface BurstSettings {
  /** Silence that ends a burst, milliseconds. Zebra is seen to leave 80 between characters. */
  readonly silenceMs: number
  /** In a field that people type in, only bursts with no gap longer than this are a scanner's. */
  readonly fastMs: number
  /** An identical burst that starts this soon after the last one ended is the scanner's second output. */
  readonly repeatMs: number
  /** For this long after a burst, Enter, Tab and control keys are still the scanner's (CR LF, late suffix). */
  readonly tailMs: number
  /** What the site's scanners send for GS: a text (`{GS}`) or the name of a key (`F8`). */
  readonly gsReplacements: readonly string[]
  /** Identical bursts in quick succession are meant. */
  readonly expectRepeats: boolean
}

export const BURST_DEFAULTS: BurstSettings = {
  silenceMs: 100,
  fastMs: 50,
  repeatMs: 300,
  tailMs: 300,
  gsReplacements: [],
  expectRepeats: false,
}

/** The characters so far of what may be a scan. */
interface Burst {
  readonly text: string
  readonly characters: number
  readonly startedAt: number
  readonly lastAt: number
  readonly lastCharacterAt: number
  readonly slowestGapMs: number
  /** A part of it may stand in a field that a person types in. */
  readonly inText: boolean
  /** Several characters came at once, as from a scanner's input method, but also from a swiped word. */
  readonly chunked: boolean
  readonly altOnEveryKey: boolean
  readonly tooLong: boolean
}

export interface BurstState {
  readonly burst: Burst | null
  /** Digits typed while Alt is held; null while it is not. */
  readonly alt: string | null
  /** What the last key said, so that the text event of the same key is not taken for another character. */
  readonly echo: string
  readonly tailUntil: number
  readonly last: { readonly text: string; readonly at: number } | null
}

export const NO_BURST: BurstState = {
  burst: null,
  alt: null,
  echo: '',
  tailUntil: Number.NEGATIVE_INFINITY,
  last: null,
}

export interface BurstScan {
  readonly text: string
  readonly at: number
}

/** What became of one event. */
export interface BurstStep {
  readonly state: BurstState
  /** The event is the scanner's: prevent its default and let nobody else see it. */
  readonly consume: boolean
  readonly scans: readonly BurstScan[]
  /** The scan's characters went into a text field: put back what it held when `began` was last true. */
  readonly retract: boolean
  /** A burst began with this event, before the event had any effect. */
  readonly began: boolean
}

/**
 * Takes one event and says whether it is the scanner's and whether a scan is complete. Pure: the time
 * is the event's own. Each burst gives its text exactly once, however the scanner splits it into keys.
 */
export function assemble(state: BurstState, event: WedgeEvent, settings: BurstSettings): BurstStep {
  const settled = settle(state, event, settings)
  const next = take(settled.state, event, settings)
  return {
    ...next,
    scans: [...settled.scans, ...next.scans],
    retract: settled.retract || next.retract,
    began: next.state.burst !== null && settled.state.burst === null,
  }
}

/** Ends by silence a burst that this event comes too late for. */
function settle(state: BurstState, event: WedgeEvent, settings: BurstSettings): BurstStep {
  const quietMs = state.burst ? event.at - state.burst.lastAt : 0
  const over = event.type === 'silence' ? quietMs >= settings.silenceMs : quietMs > settings.silenceMs
  if (!state.burst || !over) return stay(state)
  return finish(state, state.burst.lastAt + settings.silenceMs, 'silence', settings)
}

function take(state: BurstState, event: WedgeEvent, settings: BurstSettings): BurstStep {
  if (event.type === 'down') return takeKeyDown(state, event, settings)
  if (event.type === 'text') return takeText(state, event, settings)
  if (event.type === 'up' && event.key === 'Alt') return releaseAlt(state, event, settings)
  return stay(state)
}

function takeKeyDown(state: BurstState, event: WedgeKeyDown, settings: BurstSettings): BurstStep {
  // A finger holds the key down. Its text follows in a text field each time, and is no scanner's either.
  if (event.repeat) return stay({ ...state, burst: null, echo: event.key }, event.field === 'scan')
  if (event.key === 'Alt') return stay({ ...touch(state, event.at), alt: state.alt ?? '' }, inBurst(state, event.field))
  const digit = state.alt === null ? null : altDigit(event)
  if (digit !== null) return stay({ ...begin(state, event), alt: `${state.alt}${digit}` }, event.field !== 'text')
  return takeMeaning(flushAlt(state, event), event, settings)
}

/** Only Alt's own keyup completes an Alt code: other keys in between mean that the digits were just digits. */
function flushAlt(state: BurstState, event: WedgeKeyDown): BurstState {
  const flushed = { ...state, alt: event.altKey ? '' : null }
  return state.alt === null ? state : state.alt === '' ? flushed : append(flushed, state.alt, event)
}

function takeMeaning(state: BurstState, event: WedgeKeyDown, settings: BurstSettings): BurstStep {
  const altOnEveryKey = state.burst?.altOnEveryKey ?? false
  const meaning = keyMeaning(event, { altOnEveryKey, gsReplacements: settings.gsReplacements })
  switch (meaning.kind) {
    case 'text':
      return stay(append(markAlt(state, event), meaning.text, event), consumesText(state, event.field))
    case 'control':
      return takeControl(state, event, meaning.text, settings)
    case 'end':
      return takeEnd(state, event, settings)
    case 'unidentified':
      return stay({ ...touch(state, event.at), echo: '' })
    case 'modifier':
      return stay(touch(state, event.at))
    case 'human':
      return stay({ ...state, burst: null, echo: '' })
  }
}

/**
 * The first key outside a field is left alone, so that one-key shortcuts and a button's space bar go on
 * working; a text field keeps what a person types, and is put right when it was a scanner after all.
 */
function consumesText(state: BurstState, field: WedgeField): boolean {
  return field === 'scan' || (field === 'none' && state.burst !== null)
}

/**
 * Control keys in a burst would open downloads (Ctrl+J), find (Ctrl+F), help (F1): they are the
 * scanner's. Outside one they are the person's, except that GS may begin a code.
 */
function takeControl(state: BurstState, event: WedgeKeyDown, text: string, settings: BurstSettings): BurstStep {
  const begins = text === GS && event.field !== 'text'
  const within = event.field === 'text' ? looksScanned(state.burst, 3, settings) : state.burst !== null
  if (!begins && !within) return stay(state, event.at <= state.tailUntil)
  return stay(text === '' ? touch(state, event.at) : append(state, text, event), true)
}

/** Enter after a burst must not press the button that has the focus, nor Tab move it. */
function takeEnd(state: BurstState, event: WedgeKeyDown, settings: BurstSettings): BurstStep {
  if (state.burst) return finish({ ...state, echo: '\n' }, event.at, 'key', settings)
  return stay({ ...state, echo: '\n' }, event.at <= state.tailUntil)
}

function releaseAlt(state: BurstState, event: WedgeEvent, settings: BurstSettings): BurstStep {
  const released = { ...state, alt: null }
  if (!state.alt) return stay(released, inBurst(state, event.field))
  const text = altCodeText(state.alt)
  const step = isTerminator(text)
    ? finish(released, event.at, 'key', settings)
    : stay(append(released, text, event), event.field !== 'text')
  return { ...step, state: { ...step.state, echo: text } }
}

/**
 * Text without keys: the only news from Android where `key` is "Unidentified". Where the key had been
 * known, its text follows all the same in a text field, and is its echo.
 */
function takeText(state: BurstState, event: WedgeText, settings: BurstSettings): BurstStep {
  const consume = event.field === 'scan'
  const isEcho = state.echo !== '' && restoreGs(event.text) === state.echo
  if (isEcho) return stay({ ...touch(state, event.at), echo: '' }, consume)
  const pieces = event.text.split(/[\r\n\t]/)
  const steps = pieces.reduce<BurstStep>((step, piece, index) => {
    const ended = index === 0 || !step.state.burst ? step : { ...finish(step.state, event.at, 'key', settings) }
    const scans = ended === step ? step.scans : [...step.scans, ...ended.scans]
    const state = piece === '' ? ended.state : append({ ...ended.state, echo: '' }, piece, event)
    return { ...ended, state, scans, retract: step.retract || ended.retract }
  }, stay(state))
  return { ...steps, consume }
}

function append(state: BurstState, text: string, event: WedgeEvent): BurstState {
  const characters = [...text].length
  const before = begin(state, event).burst
  const tooLong = before.tooLong || before.text.length + text.length > MAX_BURST_CHARACTERS
  const burst: Burst = {
    ...before,
    text: tooLong ? '' : before.text + text,
    characters: before.characters + characters,
    lastCharacterAt: event.at,
    slowestGapMs: Math.max(before.slowestGapMs, event.at - before.lastCharacterAt),
    chunked: before.chunked || (event.type === 'text' && characters > 1),
    tooLong,
  }
  return { ...state, burst, echo: event.type === 'text' ? '' : text }
}

function newBurst(at: number): Burst {
  return {
    text: '',
    characters: 0,
    startedAt: at,
    lastAt: at,
    lastCharacterAt: at,
    slowestGapMs: 0,
    inText: false,
    chunked: false,
    altOnEveryKey: false,
    tooLong: false,
  }
}

/** Some firmware sets altKey on every key: then Ctrl+Alt is Ctrl, where else it would be AltGr. */
function markAlt(state: BurstState, event: WedgeKeyDown): BurstState {
  if (!event.altKey || event.ctrlKey) return state
  const { burst } = begin(state, event)
  return { ...state, burst: { ...burst, altOnEveryKey: true } }
}

/** A burst that knows this moment, whether or not it has a character yet. */
function begin(state: BurstState, event: WedgeEvent): BurstState & { readonly burst: Burst } {
  const burst = state.burst ?? newBurst(event.at)
  return { ...state, burst: { ...burst, lastAt: event.at, inText: burst.inText || event.field === 'text' } }
}

function touch(state: BurstState, at: number): BurstState {
  return state.burst ? { ...state, burst: { ...state.burst, lastAt: at } } : state
}

function inBurst(state: BurstState, field: WedgeField): boolean {
  return state.burst !== null && field !== 'text'
}

function stay(state: BurstState, consume = false): BurstStep {
  return { state, consume, scans: [], retract: false, began: false }
}

/** Ends the burst: as a scan, as a second output of the same scan, or as nothing that a scanner sent. */
function finish(state: BurstState, at: number, how: 'key' | 'silence', settings: BurstSettings): BurstStep {
  const { burst } = state
  const over = { ...state, burst: null, alt: null }
  if (!burst || !isScanners(burst, how, settings)) return stay(over, burst !== null && !burst.inText)
  const text = restoreGs(burst.text, settings.gsReplacements)
  const again = state.last?.text === text && burst.startedAt - state.last.at <= settings.repeatMs
  const done = { ...over, tailUntil: at + settings.tailMs, last: { text, at } }
  const drop = burst.tooLong || (again && !settings.expectRepeats)
  return { ...stay(done, true), scans: drop ? [] : [{ text, at }], retract: burst.inText }
}

/**
 * Two characters and a terminator, or three and silence, are no person's within the silence allowed.
 * In a text field they must besides be faster than fingers, and a word that came at once (swiped,
 * dictated, completed) needs its terminator.
 */
function isScanners(burst: Burst, how: 'key' | 'silence', settings: BurstSettings): boolean {
  const least = (how === 'key' ? 2 : 3) * (burst.inText ? 2 : 1)
  if (burst.inText) return looksScanned(burst, least, settings) && (how === 'key' || !burst.chunked)
  return burst.characters >= least
}

function looksScanned(burst: Burst | null, least: number, settings: BurstSettings): boolean {
  return burst !== null && burst.characters >= least && burst.slowestGapMs <= settings.fastMs
}
