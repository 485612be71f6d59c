import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { x12Problems } from '../../../../tests/support/x12-structure.ts'
import { acknowledge } from './acknowledge.ts'
import { checkSet } from './check-set.ts'
import { USUAL_DELIMITERS } from './delimiters.ts'
import type { FunctionalGroup } from './envelope.ts'
import type { OutgoingSegment } from './outgoing.ts'
import { readX12 } from './read.ts'
import { readAcknowledgement } from './read-acknowledgement.ts'
import { writeX12 } from './write.ts'

const ISA = 'ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260101*1200*U*00401*000000007*0*T*>~'
const order = (control: string, beg = 'BEG*00*SA*PO-1**20260101') => `ST*850*${control}~${beg}~SE*3*${control}~`
const WHOLE = order('0001')
/** Its BEG has no order number and no such date. */
const FAULTY = order('0002', 'BEG*00*SA***20260231')
const CUT = 'ST*850*0003~BEG*00*SA*PO-1**20260101~'

function groupOf(body: string, { count = 1, id = 'PO', control = '3', version = '004010' } = {}): FunctionalGroup {
  const text = `${ISA}GS*${id}*THEM*US*20260101*1200*${control}*X*${version}~${body}GE*${count}*${control}~IEA*1*000000007~`
  const [group] = readX12(text).interchanges[0]?.groups ?? []
  if (!group) throw new Error('no group')
  return group
}

const findingsOf = (group: FunctionalGroup) =>
  new Map(group.sets.map((set) => [set, checkSet(set, { id: '850', version: group.version, begins: 'BEG' })]))

function answer(group: FunctionalGroup, supported?: ReadonlySet<string>) {
  const answered = acknowledge(group, { findings: findingsOf(group), ...(supported ? { supported } : {}) })
  if (!answered) throw new Error('not answered')
  return answered
}

const lines = (segments: readonly OutgoingSegment[]) => segments.map(({ id, elements }) => [id, ...elements].join('*'))

const written = (segments: readonly OutgoingSegment[]) => {
  const result = writeX12({
    senderQualifier: 'ZZ',
    sender: 'US',
    receiverQualifier: 'ZZ',
    receiver: 'THEM',
    date: '2026-01-01',
    time: '12:01',
    version: '00401',
    control: 1,
    acknowledgementRequested: false,
    usage: 'T',
    delimiters: USUAL_DELIMITERS,
    lineBreaks: false,
    groups: [
      {
        functionalId: 'FA',
        sender: 'US',
        receiver: 'THEM',
        control: 1,
        version: '004010',
        sets: [{ id: '997', control: 1, segments }],
      },
    ],
  })
  return result.ok ? result.text : JSON.stringify(result.faults)
}

describe('the 997', () => {
  it('accepts', () => {
    const { status, segments } = answer(groupOf(WHOLE))
    expect(status).toBe('A')
    expect(lines(segments)).toEqual(['AK1*PO*3', 'AK2*850*0001', 'AK5*A', 'AK9*A*1*1*1'])
  })

  it('accepts in part, and names segment and element', () => {
    const { status, sets, segments } = answer(groupOf(WHOLE + FAULTY + CUT, { count: 3 }))
    expect(status).toBe('P')
    expect(sets.map((one) => [one.set.control, one.status])).toEqual([
      ['0001', 'A'],
      ['0002', 'R'],
      ['0003', 'R'],
    ])
    expect(lines(segments)).toEqual([
      'AK1*PO*3',
      'AK2*850*0001',
      'AK5*A',
      'AK2*850*0002',
      'AK3*BEG*2**8',
      'AK4*3**1*',
      'AK4*5**8*20260231',
      'AK5*R*5',
      'AK2*850*0003',
      'AK5*R*2',
      'AK9*P*3*3*1',
    ])
  })

  it('rejects', () => {
    const { status, segments } = answer(groupOf(FAULTY))
    expect(status).toBe('R')
    expect(lines(segments).at(-1)).toBe('AK9*R*1*1*0')
  })

  it('accepts with errors noted where something strays and can be understood', () => {
    const { status, sets, segments } = answer(groupOf(order('0001', `BEG*00*SA*${'9'.repeat(23)}**20260101`)))
    expect([status, sets[0]?.status]).toEqual(['E', 'E'])
    expect(lines(segments)).toEqual([
      'AK1*PO*3',
      'AK2*850*0001',
      'AK3*BEG*2**8',
      `AK4*3**5*${'9'.repeat(23)}`,
      'AK5*E*5',
      'AK9*E*1*1*1',
    ])
  })

  it.each([
    ['a set is lost', WHOLE, { count: 2 }, 'AK9*P*2*1*1*5'],
    ['all sets are lost', '', { count: 1 }, 'AK9*R*1*0*0*5'],
    ['there is one set more', WHOLE + order('0009'), { count: 1 }, 'AK9*E*1*2*2*5'],
    ['the group is empty', '', { count: 0 }, 'AK9*A*0*0*0'],
  ])('says so where %s', (_, body, more, last) => {
    expect(lines(answer(groupOf(body, more)).segments).at(-1)).toBe(last)
  })

  it.each([
    ['ST*850*0001~BEG*00*SA*PO-1**20260101~SE*4*0001~', 'AK5*R*4'],
    ['ST*850*0001~BEG*00*SA*PO-1**20260101~SE*3*0002~', 'AK5*R*3'],
    ['ST*856*0001~BEG*00*SA*PO-1**20260101~SE*3*0001~', 'AK5*R*6*1'],
    ['ST*850*0001~REF*ZZ*1~SE*3*0001~', 'AK5*R*5'],
  ])('%s: %s', (body, last) => {
    expect(lines(answer(groupOf(body)).segments).at(-2)).toBe(last)
  })

  it('names the segment that is missing, and where', () => {
    expect(lines(answer(groupOf('ST*850*0001~REF*ZZ*1~SE*3*0001~')).segments)[2]).toBe('AK3*BEG*2**3')
  })

  it('rejects what is not read here', () => {
    expect(lines(answer(groupOf(WHOLE), new Set(['860'])).segments)).toContain('AK5*R*1')
  })

  it('does not quote what would break it', () => {
    const text = `${ISA}GS*PO*THEM*US*20260101*1200*3*X*004010~${order('0001', 'BEG*00*SA*PO-1**2026>131')}GE*1*3~IEA*1*000000007~`
    const [group] = readX12(text).interchanges[0]?.groups ?? []
    expect(lines(answer(group as FunctionalGroup).segments)).toContain('AK4*5**8*')
  })

  it('is never sent for a 997, nor for a group without a number', () => {
    expect(acknowledge(groupOf('ST*997*0001~AK1*PO*1~AK9*A*1*1*1~SE*4*0001~', { id: 'FA' }))).toBeUndefined()
    expect(acknowledge(groupOf(WHOLE, { control: '' }))).toBeUndefined()
  })

  it('counts a 997 among other documents, and does not answer it', () => {
    const group = groupOf(`${WHOLE}ST*997*0002~AK1*PO*1~AK9*A*1*1*1~SE*4*0002~`, { count: 2 })
    expect(lines(answer(group).segments)).toEqual(['AK1*PO*3', 'AK2*850*0001', 'AK5*A', 'AK9*P*2*2*1'])
  })

  it.each([-5, 1_000_000])('counts what is there where GE01 is %d', (count) => {
    expect(lines(answer(groupOf(WHOLE, { count })).segments).at(-1)).toBe('AK9*E*1*1*1*5')
  })

  it('keeps its structure, and is read back as it was meant', () => {
    for (const group of [
      groupOf(WHOLE),
      groupOf(WHOLE + FAULTY + CUT, { count: 3 }),
      groupOf(FAULTY),
      groupOf('', { count: 2 }),
    ]) {
      const { segments, status, sets } = answer(group)
      const text = written(segments)
      expect(x12Problems(text)).toEqual([])
      const [set] = readX12(text).interchanges[0]?.groups[0]?.sets ?? []
      const reading = set && readAcknowledgement(set, '004010')
      expect(reading).toMatchObject({ ok: true, value: { functionalId: 'PO', control: '3', status } })
      if (reading?.ok) expect(reading.value.sets.map((one) => one.status)).toEqual(sets.map((one) => one.status))
    }
  })

  it('keeps its structure for any mutated sample', () => {
    const folder = new URL('../fixtures/', import.meta.url)
    const samples = readdirSync(folder)
      .filter((name) => name.endsWith('.edi'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    const change = fc.record({ at: fc.nat(5000), to: fc.string({ maxLength: 3 }), drop: fc.nat(9) })
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { maxLength: 6 }), (whole, changes) => {
        const changed = changes.reduce((text, { at, to, drop }) => {
          const from = at % text.length
          return text.slice(0, from) + to + text.slice(from + drop)
        }, whole)
        for (const group of readX12(changed).interchanges.flatMap(({ groups }) => groups)) {
          const answered = acknowledge(group, { findings: findingsOf(group) })
          // The group's own id and number are quoted, so they too may be what breaks the writing; then it is refused.
          if (answered && /^\w{2}$/.test(group.functionalId))
            expect(x12Problems(written(answered.segments))).toEqual([])
        }
      }),
    )
  })
})

describe('a 997 that comes in', () => {
  const read = (body: string) => {
    const [set] = groupOf(`ST*997*0001~${body}SE*${body.split('~').length + 1}*0001~`, { id: 'FA' }).sets
    if (!set) throw new Error('no set')
    return readAcknowledgement(set, '004010')
  }

  it('tells what was rejected, and why', () => {
    expect(
      read('AK1*IN*12~AK2*810*0001~AK5*A~AK2*810*0002~AK3*REF*3**8~AK4*1>1**7*BM~AK4*2**1~AK5*R*5~AK9*P*2*2*1~'),
    ).toEqual({
      ok: true,
      notes: [],
      value: {
        functionalId: 'IN',
        control: '12',
        status: 'P',
        isAccepted: false,
        claimed: 2,
        received: 2,
        accepted: 1,
        codes: [],
        sets: [
          { id: '810', control: '0001', status: 'A', isAccepted: true, codes: [], notes: [] },
          {
            id: '810',
            control: '0002',
            status: 'R',
            isAccepted: false,
            codes: ['5'],
            notes: [
              {
                segmentId: 'REF',
                position: 3,
                code: '8',
                elements: [
                  { element: 1, code: '7', value: 'BM' },
                  { element: 2, code: '1' },
                ],
              },
            ],
          },
        ],
      },
    })
  })

  it('stands for the whole group where it names no set', () => {
    expect(read('AK1*SH*3~AK9*R*1*1*0*5~')).toMatchObject({
      ok: true,
      value: { isAccepted: false, codes: ['5'], sets: [] },
    })
  })

  it.each([
    ['AK1*SH*3~', 'segment-missing'],
    ['AK9*A*1*1*1~', 'segment-missing'],
    ['AK1*SH*x~AK9*A*1*1*1~', 'element-characters'],
    ['AK1*SH*3~AK9**1*1*1~', 'element-missing'],
  ])('%s is refused: %s', (body, code) => {
    expect(read(body)).toMatchObject({ ok: false, faults: [{ code }] })
  })
})
