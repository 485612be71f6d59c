import { describe, expect, it } from 'vitest'
import { createAgreement } from './agreement.ts'
import type { Reading } from './reading.ts'

const gs1: Reading = { format: 'code_128', text: ']C110A\u001d17271231', certain: true }
const unsure: Reading = { format: 'code_128', text: '10A17271231', certain: false }
const other: Reading = { format: 'ean_13', text: ']E09521234543213', certain: true }

/** Feeds one frame every 60 ms and gives the texts reported. */
function feed(readings: readonly (Reading | null)[], gapMs = 60): string[] {
  const agree = createAgreement()
  return readings.flatMap((reading, index) => agree(reading, index * gapMs)?.text ?? [])
}

describe('two equal decodes', () => {
  it('report a code once, however long it stays in view', () => {
    expect(feed([gs1])).toEqual([])
    expect(feed(Array.from({ length: 50 }, () => gs1))).toEqual([gs1.text])
  })

  it('may have failed frames between them', () => {
    expect(feed([gs1, null, null, gs1])).toEqual([gs1.text])
  })

  it('may have no other code between them: two labels in view report nothing', () => {
    expect(feed([gs1, other, gs1, other, gs1, other])).toEqual([])
    expect(feed([gs1, other, other])).toEqual([other.text])
  })

  it('report it again once it has left the view', () => {
    const gone = Array.from({ length: 20 }, () => null)
    expect(feed([gs1, gs1, ...gone, gs1, gs1])).toEqual([gs1.text, gs1.text])
    expect(feed([gs1, gs1, null, null, gs1, gs1])).toEqual([gs1.text])
  })

  it('do not take a device too busy for frames for a code that left', () => {
    expect(feed([gs1, gs1, gs1, gs1], 1500)).toEqual([gs1.text])
  })

  it('report it again after the page was hidden', () => {
    const agree = createAgreement()
    const times = [0, 60, 9000, 9060]
    expect(times.flatMap((at) => agree(gs1, at)?.text ?? [])).toEqual([gs1.text, gs1.text])
  })
})

describe('a reading that does not tell GS1 from plain', () => {
  it('gives way to one that does', () => {
    expect(feed([unsure, unsure, gs1, unsure, unsure, gs1, unsure])).toEqual([gs1.text])
  })

  it('is reported when nothing better comes', () => {
    expect(feed(Array.from({ length: 30 }, () => unsure))).toEqual([unsure.text])
  })

  it('is not reported besides the better one', () => {
    expect(feed([gs1, gs1, ...Array.from({ length: 30 }, () => unsure)])).toEqual([gs1.text])
  })
})
