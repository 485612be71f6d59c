/**
 * Where a key would land: in the hidden scan field, in a field that a person types in, or nowhere.
 */
export type WedgeField = 'scan' | 'text' | 'none'

interface Stamped {
  /** Milliseconds on the time base of `performance.now()`: the event's own `timeStamp`, never the time of handling. */
  readonly at: number
  readonly field: WedgeField
}

/** A keydown. `key` is `Unidentified` where the browser does not tell (Android, input methods). */
export interface WedgeKeyDown extends Stamped {
  readonly type: 'down'
  readonly key: string
  readonly code?: string
  readonly ctrlKey?: boolean
  readonly altKey?: boolean
  readonly metaKey?: boolean
  /** Whether AltGr is held: it is no Ctrl+Alt, though Windows reports both. */
  readonly altGraph?: boolean
  /** The key is held down: no scanner does that. */
  readonly repeat?: boolean
}

/** A keyup. Only that of Alt means anything: it ends an Alt+029. */
export interface WedgeKeyUp extends Stamped {
  readonly type: 'up'
  readonly key: string
}

/** Text on its way into a field, as `beforeinput` announces it; the only news where keys are unidentified. */
export interface WedgeText extends Stamped {
  readonly type: 'text'
  readonly text: string
}

/** Nothing has happened for a while. */
export interface WedgeSilence extends Stamped {
  readonly type: 'silence'
}

/** What the assembler is fed: plain data, so that tests, recordings and browsers look alike to it. */
export type WedgeEvent = WedgeKeyDown | WedgeKeyUp | WedgeText | WedgeSilence
