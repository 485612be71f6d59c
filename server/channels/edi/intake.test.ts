import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf, profileOf } from '../../../tests/support/x12-sets.ts'
import { x12Problems } from '../../../tests/support/x12-structure.ts'
import { enveloped } from './envelope.ts'
import { isFrom, readInterchange, usageFault } from './intake.ts'
import type { Interchange } from './x12/envelope.ts'
import { readX12 } from './x12/read.ts'
import { writeX12 } from './x12/write.ts'

const profile = profileOf()
const sample = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')

function interchangeOf(text: string): Interchange {
  const [interchange] = readX12(text).interchanges
  if (!interchange) throw new Error('no interchange')
  return interchange
}
const read = (id: string, ...segments: string[]) => readInterchange(interchangeOf(fileOf(id, segments)), profile)

describe('an interchange', () => {
  it.each([
    ['850', 'order', ['BEG*00*SA*PO-1**20260105', 'PO1*1*1*EA***VN*A']],
    ['860', 'order-change', ['BCH*01*SA*PO-1***20260105']],
    ['812', 'chargeback', ['BCD*20260301*CB-77*I*12550*D']],
    ['180', 'return', ['BGN*00*RET-5*20260301', 'BLI*VN*A*1*EA']],
  ])('of a %s holds one %s, and is accepted', (id, kind, segments) => {
    const { documents, acknowledgements } = read(id, ...segments)
    expect(documents).toMatchObject([{ kind, reading: { ok: true } }])
    expect(acknowledgements.map(({ acknowledgement }) => acknowledgement.status)).toEqual(['A'])
  })

  it('of a 997 is not answered', () => {
    const { documents, acknowledgements } = read('997', 'AK1*PR*17', 'AK9*A*1*1*1')
    expect(documents).toMatchObject([
      { kind: 'acknowledgement', reading: { ok: true, value: { control: '17', isAccepted: true } } },
    ])
    expect(acknowledgements).toEqual([])
  })

  it('of something else is rejected as not supported', () => {
    const { documents, acknowledgements } = readInterchange(interchangeOf(sample('node-x12-855.edi')), profile)
    expect(documents).toMatchObject([
      { kind: 'unsupported', reading: { ok: false, faults: [{ code: 'set-unsupported' }] } },
    ])
    expect(acknowledgements[0]?.acknowledgement.segments).toMatchObject([
      { id: 'AK1', elements: ['PR', '5'] },
      { id: 'AK2', elements: ['855', '0005'] },
      { id: 'AK5', elements: ['R', '1'] },
      { id: 'AK9', elements: ['R', '1', '1', '0'] },
    ])
  })

  it('with an order that breaks X12 is rejected; one that only contradicts itself is not', () => {
    const status = (...segments: string[]) => read('850', ...segments).acknowledgements[0]?.acknowledgement.status
    expect(status('BEG*00*SA***20260105', 'PO1*1*1*EA***VN*A')).toBe('R')
    expect(status('BEG*00*SA*PO-1**20260105', 'PO1*1*1*EA***VN*A', 'CTT*2')).toBe('A')
  })

  it('is answered by a 997 that keeps its structure, in the direction back', () => {
    const incoming = interchangeOf(fileOf('850', ['BEG*00*SA*PO-1**20260105', 'PO1*1*1*EA***VN*A']))
    const documents = readInterchange(incoming, profile).acknowledgements.map(({ acknowledgement: { segments } }) => ({
      id: '997',
      segments,
    }))
    const written = writeX12(
      enveloped(documents, profile, { interchange: 8, group: 5 }, { date: '2026-01-01', time: '12:01' }),
    )
    if (!written.ok) throw new Error('not written')
    expect(x12Problems(written.text)).toEqual([])
    const back = interchangeOf(written.text)
    expect(back.header).toMatchObject({ sender: 'LOTLINE', receiver: '9254110060', usage: 'T', control: '000000008' })
    expect(back.groups[0]).toMatchObject({ functionalId: 'FA', control: '5', version: '004010' })
    expect(isFrom(incoming.header, profile)).toBe(true)
    expect(isFrom(back.header, profile)).toBe(false)
  })

  it('that is a test is not taken for the real thing', () => {
    const test = interchangeOf(fileOf('850', []))
    expect(usageFault(test, profile)).toBeUndefined()
    expect(usageFault(test, profileOf({ isProduction: true }))).toMatchObject({
      segmentId: 'ISA',
      element: 15,
      value: 'T',
    })
  })
})

describe('whatever a partner sends', () => {
  const KINDS: Record<string, string[]> = {
    '850': [
      'BEG*00*SA*PO-1**20260105',
      'CUR*BY*USD',
      'DTM*038*20260120',
      'N1*ST*DC*92*7',
      'PO1*1*6*EA*1.5**VN*A*UP*614141000036',
      'SDQ*EA*92*1*6',
      'CTT*1*6',
    ],
    '860': ['BCH*04*SA*PO-1***20260105', 'POC*1*QD*6*2*EA*9.25*PE*VN*A', 'CTT*1'],
    '812': ['BCD*20260301*CB-77*I*12550*D', 'CDD*59*D*2*10050***4*EA*0.5*UCP*25.12', 'LIN*1*VN*A'],
    '180': ['BGN*00*RET-5*20260301', 'BLI*VN*A*3*EA**9.25', 'RDR**DT'],
    '997': ['AK1*PR*17', 'AK2*855*0001', 'AK3*ACK*4**8', 'AK4*1**7*ZZ', 'AK5*R*5', 'AK9*P*2*2*1'],
  }

  it('is read into a value or into faults, and never throws', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('', '*', '~', '-1', '1e9', '99999999999999999999', 'LIN*', 'N1*ST~'),
    )
    const change = fc.record({ at: fc.nat(), drop: fc.nat(4), part })
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(KINDS)),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (id, changes) => {
          const whole = fileOf(id, KINDS[id] ?? [])
          const changed = changes.reduce((text, { at, drop, part: put }) => {
            // Behind the ISA, which has its own tests.
            const from = 108 + (at % (text.length - 108))
            return text.slice(0, from) + put + text.slice(from + drop)
          }, whole)
          for (const interchange of readX12(changed).interchanges)
            for (const { reading, set } of readInterchange(interchange, profile).documents) {
              expect(reading.ok || reading.faults.length > 0).toBe(true)
              if (reading.ok) expect(set.faults).toEqual([])
            }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('documents to one partner', () => {
  it('stand in a group for each kind', () => {
    const own = profileOf({
      version: '005010',
      groupVersion: '005010VICS',
      isProduction: true,
      us: { qualifier: 'ZZ', id: 'LOTLINE', groupId: 'LOTLINEGRP' },
    })
    const bak = { id: '855', segments: [{ id: 'BAK', elements: ['00', 'AD'] }] }
    const outgoing = enveloped(
      [bak, { id: '846', segments: [] }, bak],
      own,
      { interchange: 9, group: 30 },
      { date: '2026-01-31', time: '09:00' },
    )
    expect(outgoing).toMatchObject({ version: '00501', usage: 'P', control: 9 })
    expect(
      outgoing.groups.map(({ functionalId, control, sender, version, sets }) => [
        functionalId,
        control,
        sender,
        version,
        sets.map((set) => set.control),
      ]),
    ).toEqual([
      ['PR', 30, 'LOTLINEGRP', '005010VICS', [1, 2]],
      ['IB', 31, 'LOTLINEGRP', '005010VICS', [1]],
    ])
  })
})
