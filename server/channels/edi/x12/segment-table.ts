/**
 * The segments that are read and written here, element by element (X12.22, X12.3), as of versions 004010 and 005010:
 *
 *     requirement | type | length            M ID 2, O AN 1-30, X R 1-15
 *
 * M mandatory, O optional, X only with others. Types: ID a code, AN text, RI a reference (element 127), R a decimal
 * number, N0 a whole number, N2 a number whose last two digits are decimals, DT a date, TM a time, C a composite.
 * The lengths are those of 004010; what 005010 added at the end of a segment is not known here, and so not refused.
 * Product ids are pairs of a qualifier and an id, as many as the segment says.
 */

export type ElementType = 'ID' | 'AN' | 'RI' | 'R' | 'N0' | 'N2' | 'DT' | 'TM' | 'C'

export interface ElementRule {
  requirement: 'M' | 'O' | 'X'
  type: ElementType
  least: number
  most: number
}

const pairs = (count: number, requirement = 'X'): string =>
  Array.from({ length: count }, () => `${requirement} ID 2, ${requirement} AN 1-48`).join(', ')

const LAYOUT: Readonly<Record<string, string>> = {
  ACK: `M ID 2, X R 1-15, X ID 2, O ID 3, X DT, O AN 1-45, ${pairs(10)}, O ID 2, O AN 1-15, O AN 1-30`,
  AK1: 'M ID 2, M N0 1-9, O AN 1-12',
  AK2: 'M ID 3, M AN 4-9, O AN 1-35',
  AK3: 'M ID 2-3, M N0 1-10, O AN 1-4, O ID 1-3',
  AK4: 'M C, O N0 1-4, M ID 1-3, O AN 1-99',
  AK5: 'M ID 1, O ID 1-3, O ID 1-3, O ID 1-3, O ID 1-3, O ID 1-3',
  AK9: 'M ID 1, M N0 1-6, M N0 1-6, M N0 1-6, O ID 1-3, O ID 1-3, O ID 1-3, O ID 1-3, O ID 1-3',
  BAK: 'M ID 2, M ID 2, M AN 1-22, M DT, O AN 1-30, O AN 1-45, O AN 1-30, O RI, O DT, O ID 2',
  BCD: 'M DT, M AN 1-22, M ID 1-2, M N2 1-15, M ID 1, O DT, O AN 1-22, O AN 1-22, O DT, O AN 1-22, O ID 2, O ID 2, X ID 2-3, X RI, O ID 1-2',
  BCH: 'M ID 2, M ID 2, M AN 1-22, O AN 1-30, O AN 1-8, M DT, O AN 1-45, O AN 1-30, O RI, O DT, O DT, O ID 2, O ID 2, O ID 2, O ID 2, O ID 2',
  BEG: 'M ID 2, M ID 2, M AN 1-22, O AN 1-30, M DT, O AN 1-30, O ID 2, O ID 3, O ID 2, O ID 2, O ID 2, O ID 2',
  BGN: 'M ID 2, M RI, M DT, X TM, O ID 2, O RI, O ID 2, O ID 1-2, O ID 2',
  BIA: 'M ID 2, M ID 2, M RI, M DT, O TM, O ID 1-2',
  BIG: 'M DT, M AN 1-22, O DT, O AN 1-22, O AN 1-30, O AN 1-8, O ID 2, O ID 2, O ID 1-2, O AN 1-22',
  BLI: `M ID 2, M AN 1-48, O R 1-15, X ID 2, O ID 3, X R 1-17, O ID 2, ${pairs(3)}, O ID 1-2, O ID 1-2, O ID 1-2, O ID 1-2, O ID 1`,
  BSN: 'M ID 2, M AN 2-30, M DT, M TM, O ID 4, X ID 2, O ID 3',
  CAD: 'O ID 1-2, O AN 1-4, O AN 1-10, X ID 2-4, X AN 1-35, O ID 2, O ID 2-3, X RI, O ID 2',
  CDD: 'M ID 2, M ID 1, O AN 1-20, X N2 1-15, O ID 1, O AN 1-3, X R 1-10, X ID 2, O R 1-15, X ID 3, X R 1-17, X ID 3, X R 1-17',
  CTT: 'M N0 1-6, O R 1-10, X R 1-10, X ID 2, X R 1-8, X ID 2, O AN 1-80',
  CUR: `M ID 2-3, M ID 3, O R 4-10, O ID 2-3, O ID 3, O ID 3, ${Array.from({ length: 5 }, () => 'X ID 3, O DT, O TM').join(', ')}`,
  DTM: 'M ID 3, X DT, X TM, O ID 2, X ID 2-3, X AN 1-35',
  HL: 'M AN 1-12, O AN 1-12, M ID 1-2, O ID 1',
  IT1: `O AN 1-20, X R 1-10, X ID 2, X R 1-17, O ID 2, ${pairs(10)}`,
  ITD: 'O ID 2, O ID 1-2, O R 1-6, X DT, X N0 1-3, O DT, O N0 1-3, O N2 1-10, O DT, X N2 1-10, X R 1-5, O AN 1-80, X N0 1-2, O ID 1-2, O R 1-10',
  LIN: `O AN 1-20, M ID 2, M AN 1-48, ${pairs(14)}`,
  MAN: 'M ID 1-2, M AN 1-48, O AN 1-48, X ID 1-2, X AN 1-48, O AN 1-48',
  N1: 'M ID 2-3, X AN 1-60, X ID 1-2, X AN 2-80, O ID 2, O ID 2-3',
  N2: 'M AN 1-60, O AN 1-60',
  N3: 'M AN 1-55, O AN 1-55',
  N4: 'O AN 2-30, O ID 2, O ID 3-15, O ID 2-3, X ID 1-2, O AN 1-30',
  N9: 'M ID 2-3, X RI, X AN 1-45, O DT, X TM, O ID 2, O C',
  PID: 'M ID 1, O ID 2-3, X ID 2, X AN 1-12, X AN 1-80, O ID 2, O AN 1-15, O ID 1, O ID 2-3',
  PO1: `O AN 1-20, X R 1-15, O ID 2, X R 1-17, O ID 2, ${pairs(10)}`,
  PO4: 'O N0 1-6, X R 1-8, X ID 2, O AN 3-5, O ID 1-2, X R 1-9, X ID 2, X R 1-9, X ID 2, X R 1-8, X R 1-8, X R 1-8, X ID 2, O N0 1-6, O ID 2, O AN 1-20, O AN 1-20, O N0 1-9',
  POC: `O AN 1-20, M ID 2, O R 1-15, X R 1-9, X C, O R 1-17, O ID 2, ${pairs(10)}`,
  PRF: 'M AN 1-22, O AN 1-30, O AN 1-8, O DT, O AN 1-20, O AN 1-30, O ID 2',
  QTY: 'M ID 2, X R 1-15, O C, X AN 1-30',
  RDR: 'O ID 2, X ID 2, X ID 2, O AN 1-80, O ID 1',
  REF: 'M ID 2-3, X RI, X AN 1-80, O C',
  SAC: 'M ID 1, X ID 4, X ID 2, X AN 1-10, O N2 1-15, X ID 1, X R 1-6, O R 1-9, X ID 2, X R 1-15, O R 1-15, O ID 2, X RI, O AN 1-20, X AN 1-80, O ID 2-3',
  SDQ: `M ID 2, O ID 1-2, M AN 2-80, M R 1-15, ${Array.from({ length: 9 }, () => 'X AN 2-80, X R 1-15').join(', ')}, O AN 1-30`,
  SN1: 'O AN 1-20, M R 1-10, M ID 2, O R 1-15, X R 1-15, X ID 2, O ID 1-2, O ID 2',
  TD1: 'O AN 3-5, X N0 1-7, O ID 1, X AN 1-30, O AN 1-50, O ID 1-2, X R 1-10, X ID 2, X R 1-8, X ID 2',
  TD5: 'O ID 1-2, X ID 1-2, X AN 2-80, X ID 1-2, X AN 1-35, X ID 2, O ID 1-2, X AN 1-30, O ID 2, O ID 2, O R 1-4, X ID 2, X ID 2, X ID 2, X ID 2-3',
  TDS: 'M N2 1-15, O N2 1-15, O N2 1-15, O N2 1-15',
}

/** The longest that a number, an id or a name of the partner's may be: element 127 grew with 005010. */
const referenceLength = (version: string): number => (version >= '00501' ? 50 : 30)

function parseLayout(layout: string, version: string): ElementRule[] {
  return layout.split(', ').map((text) => {
    const [requirement, type, length = lengthOf(type as ElementType, version)] = text.split(' ')
    const [least, most = least] = length.split('-').map(Number)
    return { requirement, type, least, most } as ElementRule
  })
}

function lengthOf(type: ElementType, version: string): string {
  if (type === 'RI') return `1-${referenceLength(version)}`
  if (type === 'DT') return '8'
  return type === 'TM' ? '4-8' : '1-9999'
}

const known = new Map<string, ReadonlyMap<string, readonly ElementRule[]>>()

/** The rules of a version such as "004010VICS"; undefined for a segment that is passed over. */
export function rulesOf(segmentId: string, version: string): readonly ElementRule[] | undefined {
  const release = version >= '00501' ? '005010' : '004010'
  let table = known.get(release)
  if (!table) {
    table = new Map(Object.entries(LAYOUT).map(([id, layout]) => [id, parseLayout(layout, release)]))
    known.set(release, table)
  }
  return table.get(segmentId)
}
