/**
 * A flow is a pure function of (state, scan or tap) to (state, prompt, transactions). It knows no React, no database, no
 * network: screens draw its state, and whoever runs it records what it wants recorded before the state moves on.
 */
import { t } from '../language/t.ts'
import type { NewTransaction } from '../outbox/append.ts'
import type { Named } from '../replica/name.ts'

/**
 * How a step sounds and looks: `right` a scan that fits, `done` something recorded or a line finished, `attention`
 * allowed but unusual, `wrong` not taken, `quiet` nothing to say.
 */
export type Tone = 'right' | 'done' | 'attention' | 'wrong' | 'quiet'

export interface Step<State> {
  state: State
  tone: Tone
  /** What the worker reads beside the colour; empty where nothing needs saying. */
  word: string
  /** Recorded before `state` counts: where the disk refuses, the state stays as it was. */
  record?: NewTransaction[]
  /** What "Undo" would say of it. */
  undo?: string
}

/** A scan that was not taken: what it was, what was expected, what to do. Stays until the next right one. */
export interface Stop {
  scanned: string
  expected: string
  todo?: string
}

export interface Machine<State, Action> {
  scan(state: State, named: Named): Step<State>
  act(state: State, action: Action): Step<State>
  /** One sentence that says what to do now. */
  say(state: State): string
}

export const stay = <State>(state: State): Step<State> => ({ state, tone: 'quiet', word: '' })

export const go = <State>(state: State, tone: Tone = 'right', word = ''): Step<State> => ({ state, tone, word })

/** A scan that does not fit, put into the state that shows it. */
export const stop = <State extends { stop: Stop | null }>(state: State, found: Stop): Step<State> => ({
  state: { ...state, stop: found },
  tone: 'wrong',
  word: found.scanned,
})

/** What a machine says, as a whole sentence. */
export const sentence = (say: string): string => (say.endsWith('?') ? say : `${say}.`)

/** What a scan was, in the worker's words. */
export function wordsOf(named: Named): string {
  switch (named.kind) {
    case 'item':
      return named.lot === undefined
        ? t('That is {name}.', { name: named.item.name })
        : t('That is {name}, lot {lot}.', { name: named.item.name, lot: named.lot })
    case 'location':
      return t('That is {code}.', { code: named.location.code })
    case 'order':
      return t('That is order {externalId}.', { externalId: named.order.externalId })
    case 'badge':
      return t('That is a badge.')
    case 'text':
      return t('{text} is not known here.', { text: named.text.slice(0, 40) })
    case 'problem':
      return named.say
  }
}

/** "2 cases of 12", "30 = 2 cases of 12 and 6": how a quantity stands in packs. */
export function packWords(quantity: number, pack: number): string {
  if (pack <= 1 || quantity < pack) return ''
  const cases = Math.floor(quantity / pack)
  const rest = quantity % pack
  return rest > 0
    ? t('{count} cases of {pack} and {rest}', { count: cases, pack, rest })
    : t('{count} cases of {pack}', { count: cases, pack })
}
