/** The second reader of X12 is shown what it must find, so that its silence means something. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { x12Problems } from './support/x12-structure.ts'

const ISA = 'ISA*00*          *00*          *ZZ*US             *ZZ*THEM           *260131*1405*U*00401*000000042*0*T*>~'
const wrap = (group: string, id: string, segments: string[]) =>
  `${ISA}GS*${group}*US*THEM*20260131*1405*17*X*004010~ST*${id}*0001~${segments.map((one) => `${one}~`).join('')}SE*${segments.length + 2}*0001~GE*1*17~IEA*1*000000042~`

const SSCC = '00006141410000000012'
const NOTICE = [
  'BSN*00*SHIP-1*20260131*1405*0001',
  'HL*1**S',
  'HL*2*1*O',
  'PRF*PO-1',
  'HL*3*2*P',
  `MAN*GM*${SSCC}`,
  'HL*4*3*I',
  'LIN*1*VN*A',
  'SN1*1*6*EA',
  'CTT*4',
]
const notice = (changes: Record<string, string | undefined> = {}) =>
  wrap(
    'SH',
    '856',
    NOTICE.flatMap((one) => (one in changes ? (changes[one] ?? []) : one)),
  )
const INVOICE = ['BIG*20260210*INV-9', 'IT1*1*2*EA*9.25*PE*VN*A', 'TDS*1900', 'SAC*C*D240***50', 'CTT*1']
const ACKNOWLEDGED = ['BAK*00*AD*PO-1*20260105', 'PO1*1*5*EA*1*PE*VN*A', 'ACK*IA*5*EA', 'CTT*1']
const with855 = (changes: Record<string, string | undefined>) =>
  wrap(
    'PR',
    '855',
    ACKNOWLEDGED.flatMap((one) => (one in changes ? (changes[one] ?? []) : one)),
  )

describe('the structure of X12', () => {
  it('finds nothing in what is right', () => {
    const foreign = readFileSync(new URL('../server/channels/edi/fixtures/stedi-855-5010.edi', import.meta.url), 'utf8')
    expect(x12Problems(foreign)).toEqual([])
    expect(x12Problems(notice())).toEqual([])
    expect(x12Problems(wrap('IN', '810', INVOICE))).toEqual([])
    expect(x12Problems(with855({}))).toEqual([])
  })

  it.each([
    ['the ISA is not 106', notice().replace('US             *', 'US            *')],
    ['does not end with IEA', notice().replace(/IEA.*/, '')],
    ['IEA02', notice().replace('IEA*1*000000042', 'IEA*1*000000043')],
    ['IEA01', notice().replace('IEA*1', 'IEA*2')],
    ['GE01', notice().replace('GE*1', 'GE*2')],
    ['GE02', notice().replace('GE*1*17', 'GE*1*18')],
    ['SE01', notice().replace('SE*12', 'SE*11')],
    ['SE02', notice().replace('SE*12*0001', 'SE*12*0002')],
    ['GS01', notice().replace('GS*SH', 'GS*PO')],
    ['ends with an empty element', notice({ 'CTT*4': 'CTT*4*' })],
    ['CTT01', notice({ 'CTT*4': 'CTT*5' })],
    ['CTT is missing', notice({ 'CTT*4': undefined })],
    ['BSN is missing', notice({ 'BSN*00*SHIP-1*20260131*1405*0001': undefined })],
    ['BSN element 3 is no date', notice({ 'BSN*00*SHIP-1*20260131*1405*0001': 'BSN*00*SHIP-1*20260231*1405*0001' })],
    ['BSN05 says 0004', notice({ 'BSN*00*SHIP-1*20260131*1405*0001': 'BSN*00*SHIP-1*20260131*1405*0004' })],
    ['HL01 is 5', notice({ 'HL*4*3*I': 'HL*5*3*I' })],
    ['below HL 9, which is not there', notice({ 'HL*4*3*I': 'HL*4*9*I' })],
    ['HL 4 (I) stands below S', notice({ 'HL*4*3*I': 'HL*4*1*I' })],
    ['HL 3 (P) holds nothing', notice({ 'HL*4*3*I': 'HL*4*2*I' })],
    ['HL 3 (P) has no MAN', notice({ [`MAN*GM*${SSCC}`]: undefined })],
    ['HL 4 (I) has no SN1', notice({ 'SN1*1*6*EA': undefined })],
    ['wrong check digit', notice({ [`MAN*GM*${SSCC}`]: 'MAN*GM*00006141410000000011' })],
    ['is not 00 and an SSCC', notice({ [`MAN*GM*${SSCC}`]: `MAN*GM*${SSCC.slice(2)}` })],
    ['is there twice', notice({ [`MAN*GM*${SSCC}`]: `MAN*GM*${SSCC}~MAN*GM*${SSCC}` })],
    ['no pair', notice({ 'LIN*1*VN*A': 'LIN*1*VN*A*UP' })],
    ['does not belong where it stands', notice({ 'PRF*PO-1': 'PRF*PO-1~BEG*00' })],
    [
      'TDS01 is 1901',
      wrap(
        'IN',
        '810',
        INVOICE.map((one) => one.replace('TDS*1900', 'TDS*1901')),
      ),
    ],
    ['ACK answers 6 of 5', with855({ 'ACK*IA*5*EA': 'ACK*IA*6*EA' })],
    ['ACK is missing', with855({ 'ACK*IA*5*EA': undefined })],
    ['PO1 is missing', with855({ 'PO1*1*5*EA*1*PE*VN*A': undefined, 'ACK*IA*5*EA': undefined })],
    ['AK901 accepts what AK5 does not', wrap('FA', '997', ['AK1*PO*1', 'AK2*850*0001', 'AK5*R', 'AK9*A*1*1*0'])],
    ['AK5 is missing', wrap('FA', '997', ['AK1*PO*1', 'AK2*850*0001', 'AK9*A*1*1*1'])],
  ])('finds: %s', (problem, text) => {
    expect(x12Problems(text).join('\n')).toContain(problem)
  })
})
