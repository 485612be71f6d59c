import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from './burst-harness.ts'
import { GS } from './gs.ts'
import type { WedgeEvent, WedgeField } from './wedge-event.ts'

/** An event without its time, and how long it comes after the one before. */
interface Beat {
  readonly event: Record<string, unknown>
  readonly gapMs: number
}

const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code))
const character = fc.oneof({ weight: 8, arbitrary: printable }, { weight: 1, arbitrary: fc.constant(GS) })
const code = fc
  .array(character, { minLength: 3, maxLength: 60 })
  .map((list) => list.join(''))
  .filter((text) => !text.startsWith(GS))
const gap = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 100 }))

/** The ways in which scanners and browsers bring one character. */
function spellings(character: string): Record<string, unknown>[][] {
  const unidentified = [
    { type: 'down', key: 'Unidentified' },
    { type: 'text', text: character },
  ]
  const digits = [...`0${character.charCodeAt(0)}`]
  const alt = [
    { type: 'down', key: 'Alt', altKey: true },
    ...digits.map((digit) => ({ type: 'down', key: digit, code: `Numpad${digit}`, altKey: true })),
    { type: 'up', key: 'Alt' },
  ]
  if (character === GS) {
    const keys = [{ key: GS }, { key: ']', ctrlKey: true }, { key: '\u241d' }]
    return [...keys.map((key) => [{ type: 'down', ...key }]), unidentified, alt]
  }
  const plain = { type: 'down', key: character }
  const shifted = [{ type: 'down', key: 'Shift' }, plain, { type: 'up', key: character }, { type: 'up', key: 'Shift' }]
  return [[plain], shifted, [plain, { type: 'text', text: character }], unidentified, alt]
}

const ends = [
  [{ type: 'down', key: 'Enter' }],
  [{ type: 'down', key: 'Tab' }],
  [
    { type: 'down', key: 'Enter' },
    { type: 'down', key: 'j', ctrlKey: true },
  ],
  [{ type: 'text', text: '\n' }],
  [],
]

/** A burst: each character spelt in some way, every event some gap after the last. */
const burst = code.chain((text) => {
  const spelt = [...text].map((it) => fc.constantFrom(...spellings(it)))
  return fc
    .tuple(fc.tuple(...spelt), fc.constantFrom(...ends), fc.infiniteStream(gap))
    .map(([parts, end, gaps]) => ({ text, beats: beat([...parts.flat(), ...end], gaps) }))
})

function beat(events: Record<string, unknown>[], gaps: Iterator<number>): Beat[] {
  // A keyup follows its key at once, else it would say nothing about who pressed it.
  return events.map((event) => ({ event, gapMs: event.type === 'up' ? 0 : (gaps.next().value ?? 0) }))
}

function play(beats: readonly Beat[], field: WedgeField, from = 1000): WedgeEvent[] {
  let at = from
  return beats.map(({ event, gapMs }) => {
    at += gapMs
    return { ...event, at, field } as WedgeEvent
  })
}

describe('any burst of a scanner', () => {
  it('gives its text exactly once, however it is split into keys', () => {
    fc.assert(
      fc.property(burst, fc.constantFrom<WedgeField>('scan', 'none'), ({ text, beats }, field) => {
        expect(replay(play(beats, field)).texts).toEqual([text])
      }),
      { numRuns: 500 },
    )
  })

  it('gives the codes of a row of bursts in order, each once', () => {
    fc.assert(
      fc.property(fc.array(burst, { minLength: 2, maxLength: 5 }), (bursts) => {
        let from = 1000
        const events = bursts.flatMap(({ beats }) => {
          const played = play(beats, 'scan', from)
          from = (played.at(-1)?.at ?? from) + 1000
          return played
        })
        expect(replay(events).texts).toEqual(bursts.map(({ text }) => text))
      }),
    )
  })

  it('gives it once where the scanner outputs everything twice', () => {
    fc.assert(
      fc.property(burst, fc.integer({ min: 101, max: 199 }), ({ text, beats }, pauseMs) => {
        const once = play(beats, 'scan')
        const again = play(beats, 'scan', (once.at(-1)?.at ?? 0) + pauseMs)
        // The gaps drawn inside the bursts may add up to 300 ms between them.
        expect(replay([...once, ...again], { repeatMs: 600 }).texts).toEqual([text])
      }),
    )
  })
})

describe('any typing of a person', () => {
  const key = fc.oneof(printable, fc.constantFrom('Enter', 'Tab', ' ', 'Backspace', 'Shift', 'Escape', 'F5'))
  const slow = fc.array(fc.record({ key, gapMs: fc.integer({ min: 101, max: 900 }) }), { maxLength: 40 })

  it('is no scan, and none of its keys is taken', () => {
    fc.assert(
      fc.property(slow, fc.constantFrom<WedgeField>('text', 'none'), (typed, field) => {
        const beats = typed.map(({ key, gapMs }) => ({ event: { type: 'down', key }, gapMs }))
        const run = replay(play(beats, field))
        expect(run.texts).toEqual([])
        expect(run.consumed.every((it) => !it)).toBe(true)
      }),
    )
  })

  it('in a text field as fast as the fastest, is neither', () => {
    const fast = fc.array(fc.record({ key, gapMs: fc.integer({ min: 51, max: 100 }) }), { maxLength: 40 })
    fc.assert(
      fc.property(fast, (typed) => {
        const beats = typed.map(({ key, gapMs }) => ({ event: { type: 'down', key }, gapMs }))
        const run = replay(play(beats, 'text'))
        expect(run.texts).toEqual([])
        expect(run.retracts).toBe(0)
        expect(run.consumed.every((it) => !it)).toBe(true)
      }),
    )
  })
})
