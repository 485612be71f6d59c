import { describe, expect, it } from 'vitest'
import type { Scan } from '../../shared/barcode/scan.ts'
import type { LocationRow, OrderRow } from '../../shared/wire/pull.ts'
import type { Named } from '../replica/name.ts'
import { go, packWords, type Stop, sentence, stay, stop, wordsOf } from './flow.ts'
import { itemCase } from './item-cases.ts'

const scan: Scan = { kind: 'unknown', text: 'X', code: 'X', ais: [], warnings: [] }
const item = itemCase('OAT', 'Oats')
const location: LocationRow = { code: 'A-01', kind: 'pick', within: null, pickSequence: 1, blocked: false, sscc: null }
const order: OrderRow = { id: 'o', externalId: 'S-1', channel: 'shop', customer: 'C', shipBy: null, status: 'open' }

describe('a quantity in packs', () => {
  it.each([
    [1, 1, ''],
    [30, 1, ''],
    [30, 0, ''],
    [11, 12, ''],
    [0, 12, ''],
    [12, 12, '1 case of 12'],
    [13, 12, '1 case of 12 and 1'],
    [24, 12, '2 cases of 12'],
    [30, 12, '2 cases of 12 and 6'],
  ])('%i in packs of %i is "%s"', (quantity, pack, words) => expect(packWords(quantity, pack)).toBe(words))
})

describe('what a scan was, in words', () => {
  it.each<[Named, string]>([
    [{ kind: 'item', scan, item, quantity: 1 }, 'That is Oats.'],
    [{ kind: 'item', scan, item, quantity: 1, lot: '2417' }, 'That is Oats, lot 2417.'],
    [{ kind: 'location', scan, location }, 'That is A-01.'],
    [{ kind: 'order', scan, order }, 'That is order S-1.'],
    [{ kind: 'text', scan, text: 'ABC' }, 'ABC is not known here.'],
    [{ kind: 'problem', scan, say: 'Scan again.' }, 'Scan again.'],
  ])('%#: %s', (named, words) => expect(wordsOf(named)).toBe(words))

  it('never shows the secret of a badge', () =>
    expect(wordsOf({ kind: 'badge', scan, secret: 'ABCDEF0123456789' })).toBe('That is a badge.'))

  it('cuts a long text, which may be anything', () =>
    expect(wordsOf({ kind: 'text', scan, text: 'x'.repeat(500) })).toBe(`${'x'.repeat(40)} is not known here.`))
})

describe('a step', () => {
  const found: Stop = { scanned: 'That is A-02.', expected: 'Need A-01.' }

  it('that stops keeps everything but the stop, and records nothing', () =>
    expect(stop({ stage: 'bin', stop: null }, found)).toEqual({
      state: { stage: 'bin', stop: found },
      tone: 'wrong',
      word: 'That is A-02.',
    }))

  it('that stays says nothing', () => expect(stay(1)).toEqual({ state: 1, tone: 'quiet', word: '' }))

  it('that goes on is right unless it says otherwise', () => {
    expect(go(1).tone).toBe('right')
    expect(go(1, 'attention', 'two lots')).toEqual({ state: 1, tone: 'attention', word: 'two lots' })
  })
})

describe('what a machine says, as a sentence', () => {
  it('ends with a full stop', () => expect(sentence('Scan bin A-01')).toBe('Scan bin A-01.'))
  it('leaves a question a question', () => expect(sentence('Which lot is it?')).toBe('Which lot is it?'))
})
