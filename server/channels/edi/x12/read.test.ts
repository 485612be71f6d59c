import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsOf, readX12 } from './read.ts'

const folder = new URL('../fixtures/', import.meta.url)
const sample = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const SAMPLES = readdirSync(folder).filter((name) => name.endsWith('.edi'))

const ISA = 'ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260101*1200*U*00401*000000007*0*T*>~'
const interchange = (body: string, { count = 1, control = '000000007' } = {}) => `${ISA}${body}IEA*${count}*${control}~`
const group = (body: string, { count = 1, control = '3', gs = 'GS*PO*THEM*US*20260101*1200*3*X*004010~' } = {}) =>
  `${gs}${body}GE*${count}*${control}~`
const set = (control = '0001', { id = '850', count = 3, end = control } = {}) =>
  `ST*${id}*${control}~BEG*00*SA*P${control}**20260101~SE*${count}*${end}~`

const codes = (text: string) => faultsOf(readX12(text)).map(({ code }) => code)

describe('samples', () => {
  it.each(SAMPLES)('%s is read without a fault', (name) => {
    const file = readX12(sample(name))
    expect(faultsOf(file)).toEqual([])
    expect(file.interchanges.length).toBe(name.includes('two-interchanges') ? 2 : 1)
  })

  it('reads the envelope of the 850', () => {
    const [one] = readX12(sample('node-x12-850.edi')).interchanges
    expect(one?.header).toEqual({
      senderQualifier: '12',
      sender: '4405197800',
      receiverQualifier: '01',
      receiver: '999999999',
      date: '101127',
      time: '1719',
      version: '00400',
      control: '000003438',
      acknowledgementRequested: false,
      usage: 'P',
    })
    expect(one?.delimiters).toEqual({ element: '*', component: '>', segment: '~' })
    const { sets, faults, ...header } = one?.groups[0] ?? { sets: [] }
    expect(faults).toEqual([])
    expect(header).toEqual({
      functionalId: 'PO',
      sender: '4405197800',
      receiver: '999999999',
      date: '20101127',
      time: '1719',
      control: '1421',
      version: '004010VICS',
      claimed: 1,
      number: 2,
    })
    expect(sets).toMatchObject([{ id: '850', control: '000000010', number: 3 }])
    expect(sets[0]?.segments.length).toBe(31)
    expect(sets[0]?.segments[0]).toEqual({
      id: 'BEG',
      elements: ['00', 'SA', '08292233294', '', '20101127', '610385385'],
      number: 4,
    })
    expect(sets[0]?.segments.at(-1)).toMatchObject({ id: 'AMT', elements: ['1', '13045.94'], number: 34 })
  })

  it('counts the segments of two interchanges through the file', () => {
    const numbers = readX12(sample('node-x12-850-two-interchanges.edi')).interchanges.map(({ number }) => number)
    expect(numbers).toEqual([1, 38])
  })

  it('reads the 855 of 4010 whole', () => {
    const set = readX12(sample('node-x12-855.edi')).interchanges[0]?.groups[0]?.sets[0]
    const named = (id: string) => set?.segments.filter((one) => one.id === id).map(({ elements }) => elements) ?? []
    expect(named('BAK')).toEqual([['00', 'AD', 'POTEST1112', '20201015', '', '60169126', '', '', '20201015']])
    expect(named('PO1').map((elements) => elements.slice(0, 7))).toEqual([
      ['1', '3', 'UN', '4.5', 'PE', 'EN', '9780446360265'],
      ['2', '2', 'UN', '15.99', 'PE', 'EN', '9780767928427'],
      ['3', '1', 'UN', '0', 'PE', 'EN', '9780099599531'],
      ['4', '2', 'UN', '4.5', 'PE', 'EN', '9780446360272'],
    ])
    expect(named('ACK').map((elements) => [...elements.slice(0, 3), elements.length])).toEqual([
      ['IA', '3', 'UN', 29],
      ['IR', '0', 'UN', 29],
      ['IR', '0', 'UN', 29],
      ['IA', '2', 'UN', 29],
    ])
    expect(named('CTT')).toEqual([['4', '5']])
    expect(set?.segments.length).toBe(24)
  })

  it('reads the 855 of 5010 whole', () => {
    const [one] = readX12(sample('stedi-855-5010.edi')).interchanges
    expect(one?.header).toMatchObject({ sender: 'ANOTHERMERCH', receiver: 'THISISME', version: '00501', usage: 'T' })
    expect(one?.groups[0]).toMatchObject({ functionalId: 'PR', control: '000001746', version: '005010', claimed: 1 })
    expect(one?.groups[0]?.sets[0]?.segments.map(({ id, elements }) => [id, ...elements].join('*'))).toEqual(
      sample('stedi-855-5010.edi')
        .replaceAll('~', '')
        .split('\n')
        .slice(3, -3)
        .filter((line) => !line.startsWith('SE')),
    )
  })

  it('reads the 856 whole', () => {
    const set = readX12(sample('node-x12-856.edi')).interchanges[0]?.groups[0]?.sets[0]
    const named = (id: string) => set?.segments.filter((one) => one.id === id).map(({ elements }) => elements) ?? []
    expect(named('BSN')).toEqual([['14', '829716', '20111206', '142428', '0002']])
    expect(named('HL')).toEqual([
      ['1', '', 'S'],
      ['2', '1', 'O'],
      ['3', '2', 'I'],
      ['4', '2', 'I'],
    ])
    expect(named('TD1')).toEqual([['PCS', '2', '', '', '', 'A3', '60.310', 'LB']])
    expect(named('N4')[1]).toEqual(['ATLANTA', 'GA', '31139-0020', '', 'SN', '9999'])
    expect(named('LIN')).toEqual([
      ['1', 'VP', '87787D', 'UP', '999999310145'],
      ['2', 'VP', '99887D', 'UP', '999999311746'],
    ])
    expect(named('SN1')).toEqual([
      ['1', '24', 'EA'],
      ['2', '6', 'EA'],
    ])
    expect(set?.segments.length).toBe(29)
  })

  it('takes ISA11 for a repetition separator from 00402 on', () => {
    const [one] = readX12(sample('node-x12-856.edi')).interchanges
    expect(one?.delimiters.repetition).toBe('-')
    // It stands in data all the same: elements are left as they came.
    expect(one?.groups[0]?.sets[0]?.segments.find(({ id }) => id === 'REF')?.elements).toEqual(['BM', '999999-001'])
    expect(readX12(sample('stedi-855-5010.edi')).interchanges[0]?.delimiters.repetition).toBeUndefined()
  })
})

describe('how files come', () => {
  const plain = interchange(group(set()))
  const segments = (text: string) =>
    readX12(text).interchanges.map((one) => one.groups.map(({ sets }) => sets.map((each) => each.segments)))
  it.each([
    ['with a byte order mark', `\uFEFF${plain}`],
    ['with line ends', plain.replaceAll('~', '~\n')],
    ['with CRLF and indentation', plain.replaceAll('~', '~\r\n    ')],
    ['with zero bytes at the end', `${plain}\0\0\0`],
    ['with blank lines before', `\r\n\n  ${plain}`],
    ['with line ends for terminators', plain.replaceAll('~', '\n')],
    ['with CRLF for terminators', plain.replaceAll('~', '\r\n')],
    ['with delimiters of their own', plain.replaceAll('*', '|').replaceAll('~', "'").replace('>', ':')],
    ['with a control character for terminator', plain.replaceAll('~', '\u001c')],
  ])('%s', (_, text) => {
    expect(faultsOf(readX12(text))).toEqual([])
    expect(segments(text)).toEqual(segments(plain))
  })

  it('reads interchanges with other delimiters behind one another', () => {
    const other = plain.replaceAll('*', '|').replaceAll('~', '\n').replace('>', ':')
    expect(segments(plain + other)).toMatchObject([[[[{ id: 'BEG' }]]], [[[{ id: 'BEG' }]]]])
    expect(codes(plain + other)).toEqual([])
  })

  it('keeps a TA1 beside the groups', () => {
    const [one] = readX12(interchange('TA1*000000009*260101*1200*A*000~', { count: 0 })).interchanges
    expect(one?.interchangeAcknowledgements).toMatchObject([
      { id: 'TA1', elements: ['000000009', '260101', '1200', 'A', '000'] },
    ])
    expect(codes(interchange('TA1*000000009*260101*1200*A*000~', { count: 0 }))).toEqual([])
  })

  it('takes control numbers with other zeros for the same', () => {
    expect(codes(interchange(group(set('0001', { end: '1' }), { control: '0003' }), { control: '7' }))).toEqual([])
  })
})

describe('faults', () => {
  it.each([
    ['too-large', 'x'.repeat(3000), 0, ''],
    ['outside-interchange', 'order 12, please', 1, ''],
    ['outside-interchange', `hello\n${interchange(group(set()))}`, 1, ''],
    ['isa-too-short', ISA.slice(0, 60), 1, 'ISA'],
    ['isa-width', interchange(group(set())).replace('*US             *', '*US*'), 1, 'ISA'],
    ['isa-delimiters', interchange(group(set())).replace('*>~', '**~'), 1, 'ISA'],
    ['isa-delimiters', interchange(group(set())).replace('*>~', '*A~'), 1, 'ISA'],
    ['segment-outside-set', interchange(`LOST*1~LOST*2~${group(set())}`), 2, 'LOST'],
    ['segment-outside-set', interchange(group(`${set()}LOST*1~LOST*2~`)), 6, 'LOST'],
    ['trailer-unexpected', interchange(group(`${set()}SE*3*0001~`)), 6, 'SE'],
    ['trailer-unexpected', interchange(`${group(set())}GE*1*3~`), 7, 'GE'],
    ['group-count', interchange(group(set()), { count: 2 }), 7, 'IEA'],
    ['interchange-control', interchange(group(set()), { control: '000000008' }), 7, 'IEA'],
    ['interchange-trailer-missing', ISA + group(set()), 6, 'IEA'],
    ['group-header-incomplete', interchange(group(set(), { gs: 'GS*PO*THEM*US*20260101*1200*3*X~' })), 2, 'GS'],
    ['group-control-repeated', interchange(group(set()) + group(set()), { count: 2 }), 7, 'GS'],
    ['group-control', interchange(group(set(), { control: '4' })), 6, 'GE'],
    ['group-trailer-missing', interchange(`GS*PO*THEM*US*20260101*1200*3*X*004010~${set()}`), 6, 'GE'],
    ['set-count', interchange(group(set(), { count: 2 })), 6, 'GE'],
    ['set-header-incomplete', interchange(group(set('', { end: '' }))), 3, 'ST'],
    ['set-not-of-group', interchange(group(set('0001', { id: '856' }))), 3, 'ST'],
    ['set-control-repeated', interchange(group(set() + set(), { count: 2 })), 6, 'ST'],
    ['set-control', interchange(group(set('0001', { end: '0002' }))), 5, 'SE'],
    ['set-trailer-missing', interchange(group('ST*850*0001~BEG*00*SA*P**20260101~')), 5, 'SE'],
    ['segment-count', interchange(group(set('0001', { count: 4 }))), 5, 'SE'],
    ['segment-id', interchange(group('ST*850*0001~beg*00~SE*3*0001~')), 4, 'beg'],
  ])('%s', (code, text, segment, segmentId) => {
    const faults = faultsOf(readX12(text, 2000))
    expect(faults.map((one) => one.code)).toEqual([code])
    expect(faults[0]).toMatchObject({ segment, segmentId })
    expect(faults[0]?.message).toMatch(/^[^\n]+\.$/)
  })

  it('says where a file was cut off', () => {
    const text = interchange(group(set()))
    expect(codes(text.slice(0, text.indexOf('BEG') + 8))).toEqual([
      'set-trailer-missing',
      'group-trailer-missing',
      'segment-unterminated',
      'interchange-trailer-missing',
    ])
  })

  it('says that a set stands in no group, and reads the group behind it', () => {
    const file = readX12(interchange(set() + group(set())))
    expect(faultsOf(file).map(({ code }) => code)).toEqual(['set-outside-group'])
    expect(file.interchanges[0]?.groups[0]?.sets.map(({ control }) => control)).toEqual(['0001'])
  })

  it('leaves the other sets of a group whole', () => {
    const body = `${set('0001')}ST*850*0002~BEG*00*SA*P2**20260101~${set('0003')}`
    const [one] = readX12(interchange(group(body, { count: 3 }))).interchanges
    expect(one?.groups[0]?.sets.map(({ control, faults }) => [control, faults.map(({ code }) => code)])).toEqual([
      ['0001', []],
      ['0002', ['set-trailer-missing']],
      ['0003', []],
    ])
    expect(one?.groups[0]?.faults).toEqual([])
  })

  it('reads the next interchange after a broken ISA and after one without IEA', () => {
    const whole = interchange(group(set()))
    const broken = whole.replace('*US             *', '*US*')
    expect(readX12(broken + whole).interchanges.length).toBe(1)
    expect(codes(ISA + group(set()) + whole)).toEqual(['interchange-trailer-missing'])
    expect(readX12(ISA + group(set()) + whole).interchanges.length).toBe(2)
  })

  it('counts the faults of a flood instead of listing them', () => {
    const faults = faultsOf(readX12(interchange(group(`ST*850*0001~${'!*1~'.repeat(5000)}SE*5002*0001~`))))
    expect(faults.length).toBe(101)
    expect(faults.at(-1)).toMatchObject({ code: 'too-many-faults', message: expect.stringContaining('4,900 more') })
  })
})

describe('whatever comes', () => {
  const text = SAMPLES.map(sample)

  it('is read without throwing: garbage', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((tail) => ISA + tail),
        ),
        (garbage) => {
          const file = readX12(garbage)
          for (const { message, segment } of faultsOf(file)) {
            expect(message.endsWith('.')).toBe(true)
            expect(Number.isInteger(segment)).toBe(true)
          }
        },
      ),
    )
  })

  it('is read without throwing: a sample cut off anywhere, and then it is never without a fault', () => {
    fc.assert(
      fc.property(fc.constantFrom(...text), fc.double({ min: 0, max: 1, noNaN: true }), (whole, share) => {
        const end = whole.trimEnd().length - 1
        const cut = whole.slice(0, Math.floor(share * end))
        const isWhole = cut.trim() === '' || cut.trimEnd().endsWith('000003438~')
        expect(faultsOf(readX12(cut)).length > 0).toBe(!isWhole)
      }),
    )
  })

  it('is read without throwing: a sample with characters changed', () => {
    const change = fc.record({ at: fc.nat(5000), to: fc.string({ minLength: 1, maxLength: 3 }), drop: fc.nat(5) })
    fc.assert(
      fc.property(fc.constantFrom(...text), fc.array(change, { minLength: 1, maxLength: 5 }), (whole, changes) => {
        const changed = changes.reduce((all, { at, to, drop }) => {
          const from = at % all.length
          return all.slice(0, from) + to + all.slice(from + drop)
        }, whole)
        expect(() => faultsOf(readX12(changed))).not.toThrow()
      }),
    )
  })

  it('loses no segment unnoticed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...text), fc.nat(), (whole, dropped) => {
        const lines = whole.trimEnd().split('\n')
        lines.splice(dropped % lines.length, 1)
        expect(faultsOf(readX12(lines.join('\n'))).length).toBeGreaterThan(0)
      }),
    )
  })
})
