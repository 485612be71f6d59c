import { AI_TABLE, aiAt } from './ai-table.ts'
import { isoFromYymmdd } from './date.ts'
import { valueError } from './element-value.ts'
import { readElements } from './gs1.ts'
import type { AiList } from './gs1-result.ts'

/** Years around today in which the date of a label is plausible. */
const DATE_WINDOWS: ReadonlyMap<string, readonly [back: number, ahead: number]> = new Map([
  ['11', [10, 1]],
  ['13', [10, 1]],
  ['15', [5, 15]],
  ['16', [5, 15]],
  ['17', [5, 15]],
  ['7003', [5, 15]],
])

// An element that hardly arises by chance inside a lot: a key with its check digit, a net weight of ten digits. A lot
// or serial number embedded alone is no evidence: half of all lot numbers hold a 10 or a 21.
const KEYS: ReadonlySet<string> = new Set(['00', '01', '02'])
const COMPANIONS: ReadonlySet<string> = new Set(['10', '20', '21', '22', '30', '37', '240', '241', '400'])

/** A count of so many digits is rarer than a count whose separator was lost before a lot. */
const SUSPICIOUS_COUNT_DIGITS = 5
const READINGS_MAX = 4
const DEPTH_MAX = 2

/**
 * The other ways to read element strings that arrived without any GS, if the scanner dropped them: a lost separator is
 * silent, and `10LOT-A1` GS `17271231` becomes a lot LOT-A117271231.
 *
 * `ais` is a valid reading as scanned. Only its last value can have swallowed others, since each earlier value of
 * variable length would have ended there. An alternative counts only where the swallowed rest is valid to its end,
 * repeats no AI and holds strong evidence: a date near `today`, a key with a right check digit, or a net weight; or
 * where a count has five or more digits and a lot or serial number may stand in it. Fewest elements first; at most four.
 */
export function embeddedReadings(ais: AiList, today: string): AiList[] {
  const last = ais.at(-1)
  if (last === undefined || AI_TABLE.get(last[0])?.predefined !== false) return []
  const found: AiList[] = []
  collect(found, ais.slice(0, -1), last, today, 1)
  return found.sort((a, b) => a.length - b.length).slice(0, READINGS_MAX)
}

function collect(found: AiList[], head: AiList, [ai, value]: [string, string], today: string, depth: number): void {
  const entry = AI_TABLE.get(ai)
  if (entry === undefined || entry.predefined) return
  const year = Number(today.slice(0, 4))
  for (let cut = entry.minLength; cut < value.length - 2; cut++) {
    const first = aiAt(value, cut)?.ai
    if (first === undefined || !(isEvidence(first) || COMPANIONS.has(first))) continue
    const kept = value.slice(0, cut)
    if (valueError(entry, kept, year) !== undefined) continue
    const rest = readElements(value.slice(cut), year)
    if (!rest.ok || repeats([...head, [ai, kept]], rest.ais)) continue
    const before: AiList = [...head, [ai, kept]]
    if (isPlausible(rest.ais, today) || isSplitCount(ai, value, first)) found.push([...before, ...rest.ais])
    const next = rest.ais.at(-1)
    if (depth < DEPTH_MAX && next !== undefined) {
      collect(found, [...before, ...rest.ais.slice(0, -1)], next, today, depth + 1)
    }
  }
}

function repeats(earlier: AiList, later: AiList): boolean {
  return later.some(([ai]) => earlier.some(([other]) => other === ai))
}

function isEvidence(ai: string): boolean {
  return KEYS.has(ai) || DATE_WINDOWS.has(ai) || isNetWeight(ai)
}

function isNetWeight(ai: string): boolean {
  return ai.length === 4 && (ai.startsWith('310') || ai.startsWith('320'))
}

/** Whether the elements hold evidence and no date outside its window. */
function isPlausible(ais: AiList, today: string): boolean {
  return ais.some(([ai]) => isEvidence(ai)) && ais.every(([ai, value]) => isPlausibleDate(ai, value, today))
}

function isPlausibleDate(ai: string, value: string, today: string): boolean {
  const window = DATE_WINDOWS.get(ai)
  if (window === undefined) return true
  const year = Number(today.slice(0, 4))
  const read = isoFromYymmdd(value.slice(0, 6), year)
  if (!read.ok) return false
  const monthAndDay = today.slice(4)
  return read.date >= `${year - window[0]}${monthAndDay}` && read.date <= `${year + window[1]}${monthAndDay}`
}

function isSplitCount(ai: string, value: string, first: string): boolean {
  return (ai === '30' || ai === '37') && value.length >= SUSPICIOUS_COUNT_DIGITS && (first === '10' || first === '21')
}
