import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentsOf, USUAL_DELIMITERS } from './delimiters.ts'
import type { OutgoingInterchange, OutgoingSegment } from './outgoing.ts'
import { faultsOf, readX12 } from './read.ts'
import { writeX12 } from './write.ts'

const interchange = (segments: OutgoingSegment[], more: Partial<OutgoingInterchange> = {}): OutgoingInterchange => ({
  senderQualifier: 'ZZ',
  sender: 'LOTLINE',
  receiverQualifier: '01',
  receiver: '999999999',
  date: '2026-01-31',
  time: '14:05',
  version: '00401',
  control: 7,
  acknowledgementRequested: false,
  usage: 'T',
  delimiters: USUAL_DELIMITERS,
  lineBreaks: false,
  groups: [
    {
      functionalId: 'PR',
      sender: 'LOTLINE',
      receiver: 'SHOP',
      control: 3,
      version: '004010',
      sets: [{ id: '855', control: 1, segments }],
    },
  ],
  ...more,
})
const bak: OutgoingSegment = { id: 'BAK', elements: ['00', 'AD', 'PO-1', '20260131', '', ''] }

function text(outgoing: OutgoingInterchange): string {
  const written = writeX12(outgoing)
  if (!written.ok) throw new Error(written.faults[0]?.message)
  return written.text
}

const faults = (outgoing: OutgoingInterchange) => {
  const written = writeX12(outgoing)
  return written.ok ? [] : written.faults
}

describe('writing', () => {
  it('pads the ISA, counts, and leaves out empty elements at the end', () => {
    expect(text(interchange([bak], { lineBreaks: true }))).toBe(
      [
        'ISA*00*          *00*          *ZZ*LOTLINE        *01*999999999      *260131*1405*U*00401*000000007*0*T*>~',
        'GS*PR*LOTLINE*SHOP*20260131*1405*3*X*004010~',
        'ST*855*0001~',
        'BAK*00*AD*PO-1*20260131~',
        'SE*3*0001~',
        'GE*1*3~',
        'IEA*1*000000007~',
        '',
      ].join('\n'),
    )
  })

  it('writes the repetition separator where the version has one', () => {
    expect(text(interchange([bak], { version: '00501' })).slice(82, 89)).toBe('^*00501')
    expect(text(interchange([bak])).slice(82, 89)).toBe('U*00401')
  })

  it('lets data hold what separates repetitions only in later versions', () => {
    const segments = [{ id: 'PID', elements: ['F', '', '', '', 'A^B'] }]
    expect(faults(interchange(segments))).toEqual([])
    expect(faults(interchange(segments, { version: '00501' }))).toMatchObject([{ code: 'delimiter-in-data' }])
  })
})

describe('refusals', () => {
  it.each(['*', '>', '~'])('of %s in data, with the element named', (character) => {
    const segments = [bak, { id: 'PID', elements: ['F', '', '', '', `A${character}B`] }]
    expect(faults(interchange(segments))).toMatchObject([
      {
        code: 'delimiter-in-data',
        segment: 3,
        segmentId: 'PID',
        element: 5,
        message: expect.stringContaining('PID05'),
      },
    ])
  })

  it.each(['A\nB', 'A\rB', '\u001c', '\0'])('of a control character in data: %j', (data) => {
    expect(faults(interchange([{ id: 'REF', elements: ['ZZ', data] }]))).toMatchObject([
      { code: 'control-character', segmentId: 'REF', element: 2 },
    ])
  })

  it('of a delimiter within a component', () => {
    expect(faults(interchange([{ id: 'POC', elements: ['1', ['EA', 'A>B']] }]))).toMatchObject([{ element: 2 }])
  })

  it.each([
    ['a sender too long', { sender: 'A SENDER OF MORE THAN FIFTEEN' }, 'ISA'],
    ['a delimiter in a sender', { sender: 'A*B' }, 'ISA'],
    ['a qualifier too short', { receiverQualifier: '1' }, 'ISA'],
    ['a date of another form', { date: '31.1.2026' }, 'ISA'],
    ['a control number of 0', { control: 0 }, 'ISA'],
    ['a control number of ten digits', { control: 1_000_000_000 }, 'ISA'],
    ['delimiters that are the same', { delimiters: { element: '*', component: '*', segment: '~' } }, 'ISA'],
    ['a letter for a delimiter', { delimiters: { element: 'x', component: '>', segment: '~' } }, 'ISA'],
  ])('of %s', (_, more, where) => {
    const found = faults(interchange([bak], more))
    expect(found.length).toBeGreaterThan(0)
    for (const fault of found) expect(fault).toMatchObject({ segmentId: where, message: expect.stringMatching(/\.$/) })
  })

  it('of a segment id that is none', () => {
    expect(faults(interchange([{ id: 'TOOLONG', elements: [] }]))).toMatchObject([{ code: 'segment-id', segment: 2 }])
  })
})

describe('what is written is what is read', () => {
  const delimiters = fc
    .uniqueArray(fc.constantFrom(...'*|~^>:<+!\'"\n\u001c\u001d\u001e\u001f\t{}#'), { minLength: 4, maxLength: 4 })
    .map(([element = '', component = '', segment = '', repetition = '']) => ({
      element,
      component,
      segment,
      repetition,
    }))
  const id = fc.stringMatching(/^[A-Z][A-Z0-9]{1,2}$/).filter((one) => !/^(ISA|IEA|GS|GE|ST|SE)$/.test(one))
  const data = fc.string({
    unit: fc.oneof(fc.constantFrom(...'AZ09 .-*^>~é√'), fc.string({ minLength: 1, maxLength: 1 })),
    maxLength: 12,
  })
  const element = fc.oneof(
    { weight: 6, arbitrary: data },
    { weight: 1, arbitrary: fc.array(data, { minLength: 2, maxLength: 3 }) },
  )
  const segment = fc.record({ id, elements: fc.array(element, { maxLength: 6 }) })
  const sets = fc.array(fc.array(segment, { maxLength: 4 }), { maxLength: 3 })

  const withoutTail = (texts: readonly string[]) => texts.slice(0, texts.findLastIndex((one) => one !== '') + 1)

  it('for any data without delimiters, in any version; and what is refused holds one or a control character', () => {
    fc.assert(
      fc.property(
        delimiters,
        fc.constantFrom('00401', '00501'),
        fc.boolean(),
        fc.array(sets, { maxLength: 3 }),
        (chosen, version, lineBreaks, groups) => {
          const outgoing = interchange([], {
            delimiters: chosen,
            version,
            lineBreaks,
            groups: groups.map((each, group) => ({
              functionalId: 'PR',
              sender: 'LOTLINE',
              receiver: 'SHOP',
              control: group + 1,
              version: '004010',
              sets: each.map((segments, set) => ({ id: '855', control: set + 1, segments })),
            })),
          })
          const used = [
            chosen.element,
            chosen.component,
            chosen.segment,
            ...(version === '00501' ? [chosen.repetition] : []),
          ]
          const hasNone = (text: string) => !used.some((one) => text.includes(one)) && !/\p{Cc}/u.test(text)
          const isClean = groups.flat(2).every((one) => one.elements.flat().every(hasNone))
          const written = writeX12(outgoing)
          expect(written.ok).toBe(isClean)
          if (!written.ok) return
          const file = readX12(written.text)
          expect(faultsOf(file)).toEqual([])
          const [read] = file.interchanges
          expect(read?.header).toMatchObject({
            sender: 'LOTLINE',
            receiver: '999999999',
            date: '260131',
            time: '1405',
            version,
          })
          expect(
            read?.groups.map((group) =>
              group.sets.map((set) => set.segments.map((one) => ({ id: one.id, elements: one.elements }))),
            ),
          ).toEqual(
            groups.map((group) =>
              group.map((set) =>
                set.map((one) => ({
                  id: one.id,
                  elements: withoutTail(
                    one.elements.map((each) =>
                      typeof each === 'string' ? each : withoutTail(each).join(chosen.component),
                    ),
                  ),
                })),
              ),
            ),
          )
        },
      ),
    )
  })

  it('for composites', () => {
    const written = text(interchange([{ id: 'POC', elements: ['1', ['EA', '', '3', '']] }]))
    const read = readX12(written).interchanges[0]?.groups[0]?.sets[0]?.segments[0]?.elements[1] ?? ''
    expect(componentsOf(read, USUAL_DELIMITERS)).toEqual(['EA', '', '3'])
  })
})
