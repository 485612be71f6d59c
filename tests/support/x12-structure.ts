/**
 * A second reader of X12, for what we write: it takes text apart by itself and knows by itself what must stand where, so
 * that the writers and this cannot be wrong in the same way. It imports nothing. Answers what is wrong, in words.
 */

interface Line {
  tag: string
  /** Element 1 first. */
  data: string[]
}

type Say = (problem: string) => unknown

/** Which segments a document must have or may have, in this order. `1` once, `?` at most once, `+` at least once, `*` any. */
type Grammar = Item[]
type Item = [tag: string, times: '1' | '?' | '+' | '*', below?: Grammar]

const PARTY: Item = [
  'N1',
  '*',
  [
    ['N2', '*'],
    ['N3', '*'],
    ['N4', '?'],
    ['REF', '*'],
  ],
]

const HEADS: Record<string, { group: string; grammar: Grammar }> = {
  '855': {
    group: 'PR',
    grammar: [
      ['BAK', '1'],
      ['CUR', '?'],
      ['REF', '*'],
      ['DTM', '*'],
      PARTY,
      [
        'PO1',
        '+',
        [
          ['PID', '*'],
          ['REF', '*'],
          ['ACK', '+', [['DTM', '?']]],
        ],
      ],
      ['CTT', '1'],
    ],
  },
  '856': {
    group: 'SH',
    grammar: [
      ['BSN', '1'],
      ['DTM', '*'],
      [
        'HL',
        '+',
        [
          ['LIN', '?'],
          ['SN1', '?'],
          ['PRF', '?'],
          ['PO4', '?'],
          ['PID', '*'],
          ['TD1', '*'],
          ['TD5', '*'],
          ['TD3', '*'],
          ['REF', '*'],
          ['MAN', '*'],
          ['DTM', '*'],
          PARTY,
        ],
      ],
      ['CTT', '1'],
    ],
  },
  '846': {
    group: 'IB',
    grammar: [
      ['BIA', '1'],
      ['DTM', '*'],
      ['REF', '*'],
      PARTY,
      [
        'LIN',
        '+',
        [
          ['PID', '*'],
          ['DTM', '*'],
          ['REF', '*'],
          ['QTY', '+', [['DTM', '*']]],
        ],
      ],
      ['CTT', '1'],
    ],
  },
  '810': {
    group: 'IN',
    grammar: [
      ['BIG', '1'],
      ['CUR', '?'],
      ['REF', '*'],
      PARTY,
      ['ITD', '*'],
      ['DTM', '*'],
      [
        'IT1',
        '+',
        [
          ['PID', '*'],
          ['REF', '*'],
          ['SAC', '*'],
        ],
      ],
      ['TDS', '1'],
      ['CAD', '?'],
      ['SAC', '*'],
      ['CTT', '1'],
    ],
  },
  '997': {
    group: 'FA',
    grammar: [
      ['AK1', '1'],
      [
        'AK2',
        '*',
        [
          ['AK3', '*', [['AK4', '*']]],
          ['AK5', '1'],
        ],
      ],
      ['AK9', '1'],
    ],
  },
}

/** What is wrong with `text`; empty where nothing is. */
export function x12Problems(text: string): string[] {
  const problems: string[] = []
  const say = (problem: string) => problems.push(problem)
  if (!/^ISA/.test(text)) return ['does not begin with ISA']
  const element = text[3] as string
  const terminator = text[105] as string
  if (
    text
      .slice(0, 106)
      .split(element)
      .map((part) => part.length)
      .join() !== '3,2,10,2,10,2,15,2,15,6,4,1,5,9,1,1,2'
  )
    say('the ISA is not 106 characters wide')
  const rows = text.split(terminator)
  if ((rows.pop() ?? '').trim() !== '') say('the text does not end with a terminator')
  const lines: Line[] = rows.map((row) => {
    const [tag = '', ...data] = row.replace(/^[\r\n]+/, '').split(element)
    if (data.length > 0 && data.at(-1) === '' && tag !== 'ISA') say(`${tag} ends with an empty element`)
    return { tag, data }
  })
  checkEnvelope(lines, say)
  return problems
}

function checkEnvelope(lines: Line[], say: Say): unknown {
  const isa = lines[0] as Line
  const iea = lines.at(-1)
  if (iea?.tag !== 'IEA') return say('does not end with IEA')
  if (iea.data[1] !== isa.data[12]) say('IEA02 is not ISA13')
  if (!/^\d{9}$/.test(isa.data[12] ?? '')) say('ISA13 has not nine digits')
  let groups = 0
  let at = 1
  while (lines[at]?.tag === 'GS') {
    groups++
    const gs = lines[at] as Line
    const end = lines.findIndex(({ tag }, index) => index > at && tag === 'GE')
    if (end === -1) return say('GS without GE')
    if (!/^\d{8}$/.test(gs.data[3] ?? '')) say('GS04 is no date')
    if (gs.data[6] !== 'X') say('GS07 is not X')
    const ge = lines[end] as Line
    const sets = checkGroup(gs, lines.slice(at + 1, end), say)
    if (ge.data[0] !== String(sets)) say(`GE01 is ${ge.data[0]}, there are ${sets} transaction sets`)
    if (ge.data[1] !== gs.data[5]) say('GE02 is not GS06')
    at = end + 1
  }
  if (at !== lines.length - 1) say(`${lines[at]?.tag} stands outside any group`)
  if (iea.data[0] !== String(groups)) say(`IEA01 is ${iea.data[0]}, there are ${groups} groups`)
}

function checkGroup(gs: Line, body: Line[], say: Say): number {
  const controls = new Set<string>()
  let sets = 0
  let at = 0
  while (at < body.length) {
    const st = body[at] as Line
    const end = body.findIndex(({ tag }, index) => index > at && tag === 'SE')
    if (st.tag !== 'ST' || end === -1) {
      say(`${st.tag} stands outside any transaction set`)
      return sets
    }
    sets++
    const [id = '', control = ''] = st.data
    const se = body[end] as Line
    if (se.data[0] !== String(end - at + 1)) say(`SE01 is ${se.data[0]}, the set has ${end - at + 1} segments`)
    if (se.data[1] !== control) say('SE02 is not ST02')
    if (control.length < 4 || control.length > 9) say('ST02 has not 4 to 9 characters')
    if (controls.has(control)) say(`ST02 ${control} is there twice`)
    controls.add(control)
    checkDocument(id, gs, body.slice(at + 1, end), say)
    at = end + 1
  }
  return sets
}

function checkDocument(id: string, gs: Line, lines: Line[], say: Say): unknown {
  const head = HEADS[id]
  if (!head) return say(`${id} is no document that is written`)
  if (gs.data[0] !== head.group) say(`GS01 of ${id} is ${gs.data[0]}`)
  const rest = consume(head.grammar, lines, say)
  if (rest.length > 0) say(`${id}: ${rest[0]?.tag} does not belong where it stands`)
  for (const line of lines) checkLine(line, say)
  const count = (tag: string) => lines.filter((line) => line.tag === tag).length
  const total = lines.find(({ tag }) => tag === 'CTT')?.data[0]
  const counted = { '855': 'PO1', '856': 'HL', '846': 'LIN', '810': 'IT1' }[id]
  if (counted && total !== String(count(counted))) say(`CTT01 is ${total}, there are ${count(counted)} ${counted}`)
  if (id === '856') checkHierarchy(lines, say)
  if (id === '855') checkAnswers(lines, say)
  if (id === '810') checkTotal(lines, say)
  if (id === '997') checkCounts(lines, say)
}

/** Takes from `lines` what the grammar allows, and answers what is left. */
function consume(grammar: Grammar, lines: Line[], say: Say): Line[] {
  let rest = lines
  for (const [tag, times, below] of grammar) {
    let seen = 0
    while (rest[0]?.tag === tag) {
      seen++
      rest = rest.slice(1)
      if (below) rest = consume(below, rest, say)
    }
    if (seen === 0 && (times === '1' || times === '+')) say(`${tag} is missing before ${rest[0]?.tag ?? 'the end'}`)
    if (seen > 1 && (times === '1' || times === '?')) say(`${tag} is there ${seen} times`)
  }
  return rest
}

const MANDATORY: Record<string, number[]> = {
  BAK: [1, 2, 3, 4],
  ACK: [1, 2, 3],
  BSN: [1, 2, 3, 4, 5],
  PRF: [1],
  LIN: [2, 3],
  SN1: [2, 3],
  MAN: [1, 2],
  BIA: [1, 2, 3, 4],
  QTY: [1, 2],
  BIG: [1, 2],
  IT1: [2, 3, 4],
  TDS: [1],
  SAC: [1, 5],
  N1: [1],
  REF: [1, 2],
  DTM: [1, 2],
  AK1: [1, 2],
  AK2: [1, 2],
  AK3: [1, 2],
  AK4: [1, 3],
  AK5: [1],
  AK9: [1, 2, 3, 4],
  CTT: [1],
}
/** Where pairs of qualifier and product id begin. */
const PAIRS: Record<string, number> = { PO1: 6, IT1: 6, LIN: 2 }
const DATES: Record<string, number[]> = { BAK: [4, 9], BSN: [3], BIA: [4], BIG: [1, 3], DTM: [2], PRF: [4] }

function checkLine({ tag, data }: Line, say: Say): void {
  for (const place of MANDATORY[tag] ?? []) if (!data[place - 1]) say(`${tag} element ${place} is empty`)
  for (const place of DATES[tag] ?? []) {
    const text = data[place - 1]
    if (!text) continue
    const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
    if (!/^\d{8}$/.test(text) || new Date(`${iso}T00:00:00Z`).toISOString().slice(0, 10) !== iso)
      say(`${tag} element ${place} is no date`)
  }
  const pairs = PAIRS[tag]
  if (pairs !== undefined)
    for (let at = pairs - 1; at < data.length; at += 2)
      if (!/^[A-Z0-9]{2}$/.test(data[at] ?? '') || !data[at + 1])
        say(`${tag} element ${at + 1}: no pair of qualifier and id`)
  if (tag === 'MAN' && data[0] === 'GM') checkSscc(data[1] ?? '', say)
}

/** "00" and 18 digits; the last makes the sum of digits, every second one thrice, a multiple of ten. */
function checkSscc(mark: string, say: Say): unknown {
  if (!/^00\d{18}$/.test(mark)) return say(`MAN*GM ${mark} is not 00 and an SSCC`)
  const sum = [...mark.slice(2)].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  if (sum % 10 !== 0) say(`MAN*GM ${mark} has a wrong check digit`)
}

/** What each level may stand below, and what each must hold. */
const PARENTS: Record<string, string[]> = { S: [''], O: ['S'], T: ['O'], P: ['O', 'T'], I: ['O', 'T', 'P'] }
const LEVEL_NEEDS: Record<string, string[]> = { O: ['PRF'], T: ['MAN'], P: ['MAN'], I: ['LIN', 'SN1'] }
/** BSN05 and the levels that it stands for. */
const STRUCTURES: Record<string, RegExp> = { '0001': /^SO(T|P|TP)+I$/, '0004': /^SOI$/ }

function checkHierarchy(lines: Line[], say: Say): void {
  const levels = new Map<string, string>()
  const parents = new Set<string>()
  const paths = new Map<string, string>()
  const structure = lines.find(({ tag }) => tag === 'BSN')?.data[4] ?? ''
  const marks = new Set<string>()
  lines.forEach((line, index) => {
    if (line.tag === 'MAN') {
      if (marks.has(line.data[1] ?? '')) say(`${line.data[1]} is there twice`)
      marks.add(line.data[1] ?? '')
    }
    if (line.tag !== 'HL') return
    const [id = '', parent = '', level = ''] = line.data
    if (id !== String(levels.size + 1)) say(`HL01 is ${id}, the ${levels.size + 1}th is due`)
    const above = parent === '' ? '' : levels.get(parent)
    if (above === undefined) say(`HL ${id} stands below HL ${parent}, which is not there before it`)
    else if (!PARENTS[level]?.includes(above)) say(`HL ${id} (${level}) stands below ${above || 'nothing'}`)
    levels.set(id, level)
    parents.add(parent)
    paths.set(id, `${paths.get(parent) ?? ''}${level}`)
    const next = lines.findIndex((one, at) => at > index && (one.tag === 'HL' || one.tag === 'CTT'))
    const held = lines.slice(index + 1, next)
    for (const tag of LEVEL_NEEDS[level] ?? [])
      if (!held.some((one) => one.tag === tag)) say(`HL ${id} (${level}) has no ${tag}`)
  })
  if ([...levels.values()].filter((level) => level === 'S').length !== 1) say('there is not one shipment level')
  for (const [id, level] of levels) {
    if (level !== 'I' && !parents.has(id)) say(`HL ${id} (${level}) holds nothing`)
    if (level === 'I' && !STRUCTURES[structure]?.test(paths.get(id) ?? ''))
      say(`HL ${id} stands as ${paths.get(id)}, BSN05 says ${structure}`)
  }
}

/** No line is answered for more than was ordered. */
function checkAnswers(lines: Line[], say: Say): void {
  let ordered = 0
  let answered = 0
  for (const { tag, data } of lines) {
    if (tag === 'PO1') {
      ordered = Number(data[1])
      answered = 0
    }
    if (tag === 'ACK') answered += Number(data[1])
    if (tag === 'ACK' && answered > ordered) say(`ACK answers ${answered} of ${ordered}`)
  }
}

/** TDS01, with two implied decimals, is the sum of the lines, less allowances, and charges added. */
function checkTotal(lines: Line[], say: Say): void {
  let total = 0
  for (const { tag, data } of lines) {
    if (tag === 'IT1') total += Number(data[1]) * Number(data[3]) * 100
    if (tag === 'SAC') total += (data[0] === 'C' ? 1 : -1) * Number(data[4])
  }
  const said = Number(lines.find(({ tag }) => tag === 'TDS')?.data[0])
  if (Math.round(total) !== said) say(`TDS01 is ${said}, the lines make ${total}`)
}

function checkCounts(lines: Line[], say: Say): void {
  const [status, , received, accepted] = lines.find(({ tag }) => tag === 'AK9')?.data ?? []
  const answers = lines.filter(({ tag }) => tag === 'AK5').map(({ data }) => data[0])
  if (Number(accepted) > Number(received)) say('AK904 is more than AK903')
  if (answers.filter((one) => one !== 'R').length > Number(accepted))
    say('AK904 is less than the sets that AK5 accepts')
  if (status === 'A' && answers.some((one) => one !== 'A')) say('AK901 accepts what AK5 does not')
  if (status === 'R' && accepted !== '0') say('AK901 rejects what AK904 accepts')
  if (status === 'P' && accepted === '0') say('AK901 accepts in part what AK904 does not')
}
