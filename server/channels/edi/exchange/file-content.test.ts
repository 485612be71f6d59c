import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf, profileOf } from '../../../../tests/support/x12-sets.ts'
import { contentOf } from './file-content.ts'
import { documentIn, saidIn } from './raw.ts'

const profile = profileOf()
const ORDER = ['BEG*00*SA*PO-1**20260105', 'PO1*1*1*EA*1**VN*A', 'CTT*1']
const read = (text: string) => {
  const bytes = Buffer.from(text)
  return contentOf({ name: 'a.edi', size: bytes.length, bytes }, profile)
}
/** Its first document; the file is of fileOf, so it has one. */
const [order] = read(fileOf('850', ORDER)).documents

describe('a file of the partner', () => {
  it('is its documents, each kept so that it can be read again by itself', () => {
    const content = read(fileOf('850', ORDER))
    expect(content).toMatchObject({
      fault: null,
      documents: [
        { set: '850', interchange: '000000007', group: '3', control: '0001', number: 'PO-1', state: 'received' },
      ],
      answers: [{ group: '3', answers: [{ status: 'A' }] }],
    })
    expect(documentIn(order?.raw ?? '')?.set).toMatchObject({ id: '850', faults: [] })
    expect(read(order?.raw ?? '').documents[0]?.raw).toBe(order?.raw)
  })

  it('keeps the faults of a document where it keeps its text', () => {
    const [broken] = read(fileOf('850', ORDER).replace('SE*5*', 'SE*7*')).documents
    expect(broken).toMatchObject({ state: 'refused', fault: { code: 'segment-count' }, status: 'R' })
    expect(broken?.fault?.detail).toMatch(/^Segment 7 \(SE01\)/)
    expect(documentIn(broken?.raw ?? '')?.set.faults).toMatchObject([{ code: 'segment-count' }])
  })

  it('is another document where it says something else, or somebody else says it', () => {
    const raw = order?.raw ?? ''
    expect(saidIn(raw.replaceAll('~\n', '~\r\n'))).toBe(saidIn(raw))
    expect(saidIn(raw.replace('*PO-1*', '*PO-2*'))).not.toBe(saidIn(raw))
    expect(saidIn(raw.replace('LOTLINE        ', 'SOMEONE        '))).not.toBe(saidIn(raw))
  })

  it('that is too large is not read', () => {
    expect(contentOf({ name: 'a.edi', size: 1e9, bytes: null }, profile)).toMatchObject({
      documents: [],
      fault: { code: 'too-large' },
    })
  })

  it('is read into documents and faults whatever it holds, and never throws', () => {
    const whole = fileOf('850', ORDER) + fileOf('997', ['AK1*PR*17', 'AK9*A*1*1*1'])
    const part = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom('~', '*', 'ISA*', 'GS*', 'ST*', 'IEA*1*7~', '\0'),
    )
    const change = fc.record({ at: fc.nat(whole.length), drop: fc.nat(40), part })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const text = changes.reduce(
          (all, { at, drop, part: put }) => all.slice(0, at) + put + all.slice(at + drop),
          whole,
        )
        const content = read(text)
        expect(content.text).not.toContain('\0')
        for (const { raw, state, fault, control, group } of content.documents) {
          expect(raw.startsWith('ISA')).toBe(true)
          expect(state === 'received').toBe(fault === null)
          expect(Math.max(control.length, group.length)).toBeLessThanOrEqual(35)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
