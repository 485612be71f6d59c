import { describe, expect, it } from 'vitest'
import { MAX_BURST_CHARACTERS } from './burst.ts'
import { altCode, keys, replay } from './burst-harness.ts'
import type { WedgeEvent } from './wedge-event.ts'

const CODE = 'LOT-A1'
const GS_CODE = '10A1\u001d17271231'
const burst = (text: string, end: string[] = ['Enter']) => [...text, ...end]

describe('the end of a burst', () => {
  it.each(['Enter', 'Tab', '\n', '\r'])('is %j', (end) => {
    expect(replay(keys(burst(CODE, [end]))).texts).toEqual([CODE])
  })

  it('is silence where the scanner sends no suffix', () => {
    const { scans } = replay(keys([...CODE]))
    expect(scans).toEqual([{ text: CODE, at: 1025 + 100 }])
  })

  it('is silence noticed late, with the next burst', () => {
    expect(replay([...keys([...CODE]), ...keys([...'B-10'], { from: 2000 })]).texts).toEqual([CODE, 'B-10'])
  })

  it('carries the time of the terminator', () => {
    expect(replay(keys(burst(CODE))).scans[0]?.at).toBe(1030)
  })

  it('is not the 80 ms that Zebra leaves between characters', () => {
    expect(replay(keys(burst(CODE), { gapMs: 80 })).texts).toEqual([CODE])
  })

  it('is Ctrl+J, Ctrl+M or Ctrl+I: LF, CR and TAB in disguise', () => {
    for (const key of ['j', 'J', 'm', 'i']) {
      const run = replay(keys([...CODE, { key, ctrlKey: true }]))
      expect(run.texts).toEqual([CODE])
      expect(run.consumed.at(-1)).toBe(true)
    }
  })

  it('takes the LF of CR LF too, so that Ctrl+J opens no downloads', () => {
    const run = replay(keys([...CODE, 'Enter', { key: 'j', ctrlKey: true }]))
    expect(run.texts).toEqual([CODE])
    expect(run.consumed.at(-1)).toBe(true)
  })
})

describe('GS in its disguises', () => {
  const before = [...'10A1']
  const after = [...'17271231', 'Enter']

  it.each([
    ['U+001D', '\u001d'],
    ['U+241D', '\u241d'],
    ['U+2194, code page 437', '\u2194'],
    ['Ctrl+]', { key: ']', ctrlKey: true }],
    ['Ctrl+] whose key is already U+001D', { key: '\u001d', ctrlKey: true }],
    ['Ctrl and the place of ] on a German host', { key: '+', code: 'BracketRight', ctrlKey: true }],
  ])('%s', (_name, gs) => {
    expect(replay(keys([...before, gs, ...after])).texts).toEqual([GS_CODE])
  })

  it.each([
    ['a text', '{GS}', [...'{GS}']],
    ['a character', '~', ['~']],
    ['a function key', 'F8', ['F8']],
  ])('a configured replacement: %s', (_name, replacement, sent) => {
    const run = replay(keys([...before, ...sent, ...after]), { gsReplacements: [replacement, ''] })
    expect(run.texts).toEqual([GS_CODE])
  })

  it.each(['029', '0029', '29'])('Alt+%s on the numeric keypad', (digits) => {
    const run = replay([
      ...keys(before),
      ...altCode(digits, 1020),
      { type: 'text', text: '\u2194', at: 1030, field: 'scan' },
      ...keys(after, { from: 1030 }),
    ])
    expect(run.texts).toEqual([GS_CODE])
  })

  it('Alt codes for every character, as keypad emulation sends', () => {
    const codes = [...GS_CODE, '\r'].map((it) => `0${it.charCodeAt(0)}`)
    expect(replay(codes.flatMap((code, index) => altCode(code, 1000 + index * 20))).texts).toEqual([GS_CODE])
  })

  it('an Alt whose keyup went to another window is forgotten', () => {
    const alone = keys(['Alt'])
    const digits = [...'12345'].map((key) => ({ key, code: `Numpad${key}` }))
    expect(replay([...alone, ...keys([...digits, 'Enter'], { from: 5000 })]).texts).toEqual(['12345'])
  })

  it('Alt around each single digit is firmware, not a code', () => {
    expect(replay([...altCode('5', 1000), ...altCode('6', 1010), ...keys(['Enter'], { from: 1020 })]).texts).toEqual([
      '56',
    ])
  })

  it('a leading GS begins a burst', () => {
    const run = replay(keys([{ key: ']', ctrlKey: true }, ...'10A1', 'Enter']))
    expect(run.texts).toEqual(['\u001d10A1'])
    expect(run.consumed[0]).toBe(true)
  })

  it('AltGr+9 on a German layout stays ], so that ]C1 survives', () => {
    const altGr = { key: ']', ctrlKey: true, altKey: true }
    expect(replay(keys([altGr, ...'C110A1', 'Enter'])).texts).toEqual([']C110A1'])
    expect(replay(keys([{ ...altGr, altGraph: true }, ...'C110A1', 'Enter'])).texts).toEqual([']C110A1'])
  })

  it('altKey set on every key by firmware: keys are themselves and Ctrl+Alt+] is GS', () => {
    const plain = (text: string) => [...text].map((key) => ({ key, altKey: true }))
    const gs = { key: ']', ctrlKey: true, altKey: true }
    expect(replay(keys([...plain('10A1'), gs, ...plain('17271231'), 'Enter'])).texts).toEqual([GS_CODE])
  })
})

describe('keys that browsers act on', () => {
  it('control and function keys inside a burst are prevented and add nothing', () => {
    const run = replay(keys(['A', 'B', 'F3', { key: '5', ctrlKey: true }, 'Escape', 'C', 'Enter']))
    expect(run.texts).toEqual(['ABC'])
    expect(run.consumed.slice(1)).toEqual([true, true, true, true, true, true])
  })

  it("are the person's outside a burst", () => {
    for (const key of ['Enter', 'Tab', 'F5', 'Escape', ' ', 'x']) {
      expect(replay(keys([key])).consumed).toEqual([false])
    }
    expect(replay(keys([{ key: 'j', ctrlKey: true }])).consumed).toEqual([false])
  })

  it("the scanner's Enter never presses the focused button, not after a late suffix either", () => {
    expect(replay(keys(burst(CODE))).consumed.at(-1)).toBe(true)
    const late = [...keys([...CODE]), ...keys(['Enter'], { from: 1025 + 250 })]
    expect(replay(late).consumed.at(-1)).toBe(true)
  })

  it("a person's Enter still presses it", () => {
    expect(replay([...keys(burst(CODE)), ...keys(['Enter'], { from: 3000 })]).consumed.at(-1)).toBe(false)
  })

  it('Shift, its keyup and CapsLock say nothing', () => {
    const events = keys(['Shift', 'L', 'CapsLock', 'O', 'T', 'Enter'])
    const up: WedgeEvent = { type: 'up', key: 'Shift', at: 1011, field: 'none' }
    expect(replay([...events.slice(0, 2), up, ...events.slice(2)]).texts).toEqual(['LOT'])
  })

  it('a key held down is a finger', () => {
    const held = keys(['A', ...Array.from({ length: 20 }, () => ({ key: 'A', repeat: true }))])
    expect(replay(held).texts).toEqual([])
  })

  it('a key held down in a text field is one, too, with the text that follows each time', () => {
    for (const key of ['A', 'Unidentified']) {
      const held = Array.from({ length: 30 }).flatMap<WedgeEvent>((_, index) => [
        { type: 'down', key, repeat: index > 0, at: 1000 + index * 30, field: 'text' },
        { type: 'text', text: 'A', at: 1001 + index * 30, field: 'text' },
      ])
      expect(replay(held)).toMatchObject({ texts: [], retracts: 0 })
    }
  })

  it('Cmd and editing keys end it as human', () => {
    expect(replay(keys(['A', 'B', 'Backspace', 'C', 'Enter'])).texts).toEqual([])
    expect(replay(keys(['A', 'B', { key: 'v', metaKey: true }, 'Enter'])).texts).toEqual([])
  })
})

describe('Android: key "Unidentified"', () => {
  const typed = (text: string, at: number, field: 'scan' | 'text' = 'scan'): WedgeEvent[] => [
    { type: 'down', key: 'Unidentified', at, field },
    { type: 'text', text, at: at + 1, field },
  ]

  it('takes the text of the input event', () => {
    const run = replay([
      ...[...CODE].flatMap((character, index) => typed(character, 1000 + index * 5)),
      ...keys(['Enter'], { field: 'scan', from: 1040 }),
    ])
    expect(run.texts).toEqual([CODE])
  })

  it('takes the whole text at once, with its line feed', () => {
    expect(replay(typed(`${CODE}\n`, 1000)).texts).toEqual([CODE])
    expect(replay(typed(`${CODE}\r\nB-10\r\n`, 1000)).texts).toEqual([CODE, 'B-10'])
  })

  it('does not double the text of a key that it knew', () => {
    const echoed = [...CODE].flatMap<WedgeEvent>((key, index) => [
      { type: 'down', key, at: 1000 + index * 5, field: 'scan' },
      { type: 'text', text: key, at: 1001 + index * 5, field: 'scan' },
    ])
    expect(replay([...echoed, ...keys(['Enter'], { from: 1040, field: 'scan' })]).texts).toEqual([CODE])
  })

  it('tells two equal characters from an echo', () => {
    const run = replay([
      ...keys(['A'], { field: 'scan', from: 1000 }),
      ...typed('A', 1005),
      ...typed('A', 1010),
      ...keys(['Enter'], { field: 'scan', from: 1015 }),
    ])
    expect(run.texts).toEqual(['AAA'])
  })

  it('a keydown 229 before every real one adds nothing', () => {
    const doubled = [...CODE, 'Enter'].flatMap((key) => ['Unidentified', key])
    expect(replay(keys(doubled, { field: 'scan' })).texts).toEqual([CODE])
  })
})

describe('a second output of the same scan', () => {
  const twice = [...keys(burst(CODE)), ...keys(burst(CODE), { from: 1100 })]

  it('is dropped, and its Enter still consumed', () => {
    const run = replay(twice)
    expect(run.texts).toEqual([CODE])
    expect(run.consumed.at(-1)).toBe(true)
  })

  it('is dropped however long the code takes to type', () => {
    const slow = [...keys(burst(CODE), { gapMs: 80 }), ...keys(burst(CODE), { from: 1600, gapMs: 80 })]
    expect(replay(slow).texts).toEqual([CODE])
  })

  it('counts where repeats are expected', () => {
    expect(replay(twice, { expectRepeats: true }).texts).toEqual([CODE, CODE])
  })

  it('counts after a while, and another code at once', () => {
    expect(replay([...keys(burst(CODE)), ...keys(burst(CODE), { from: 1400 })]).texts).toEqual([CODE, CODE])
    expect(replay([...keys(burst(CODE)), ...keys(burst('B-10'), { from: 1040 })]).texts).toEqual([CODE, 'B-10'])
  })
})

describe('typing by people', () => {
  it('slow keys are no scan and are not taken', () => {
    const run = replay(keys([...CODE, 'Enter'], { gapMs: 150 }))
    expect(run.texts).toEqual([])
    expect(run.consumed.every((it) => !it)).toBe(true)
  })

  it('one key or two are no scan without a terminator', () => {
    expect(replay(keys(['j', 'k'])).texts).toEqual([])
    expect(replay(keys(['A', '1', 'Enter'])).texts).toEqual(['A1'])
  })

  it('a text field keeps what is typed as fast as people do', () => {
    const run = replay(keys([...'quantity', 'Enter'], { field: 'text', gapMs: 70 }))
    expect(run.texts).toEqual([])
    expect(run.consumed.every((it) => !it)).toBe(true)
    expect(run.retracts).toBe(0)
  })

  it('a text field gives back a burst as fast as a scanner', () => {
    const run = replay(keys([...CODE, 'Enter'], { field: 'text', gapMs: 10 }))
    expect(run.texts).toEqual([CODE])
    expect(run.retracts).toBe(1)
    expect(run.consumed).toEqual([false, false, false, false, false, false, true])
  })

  it('a swiped or completed word in a text field is no scan, unless a terminator follows at once', () => {
    const word: WedgeEvent = { type: 'text', text: 'carton ', at: 1000, field: 'text' }
    expect(replay([word]).texts).toEqual([])
    expect(replay([word, ...keys(['Enter'], { field: 'text', from: 1010 })]).texts).toEqual(['carton '])
  })

  it('copying from a text field goes on working', () => {
    const copy = keys([{ key: 'c', ctrlKey: true }, { key: ']', ctrlKey: true }, 'F5'], { field: 'text' })
    expect(replay(copy).consumed).toEqual([false, false, false])
  })

  it('outside a field the first key is left to shortcuts and to the space bar on a button', () => {
    expect(replay(keys([...CODE, 'Enter'])).consumed).toEqual([false, true, true, true, true, true, true])
  })
})

describe('limits', () => {
  it('drops a burst beyond the limit whole, for a truncated code misreads', () => {
    const text = 'A'.repeat(MAX_BURST_CHARACTERS)
    expect(replay(keys([...text, 'Enter'], { gapMs: 1 })).texts).toEqual([text])
    const run = replay(keys([...text, 'A', 'Enter'], { gapMs: 1 }))
    expect(run.texts).toEqual([])
    expect(run.consumed.at(-1)).toBe(true)
  })
})
