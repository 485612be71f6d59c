/** From facts to the file that is printed. Loaded with the first label only: drawing needs large libraries. */
import { setImmediate } from 'node:timers/promises'
import { type BadgeFacts, badgeLabel } from './badge-label.ts'
import type { Printing } from './elements.ts'
import { LABEL_TYPES, type LabelFormat } from './formats.ts'
import { DOTS_PER_MM, type Label } from './label.ts'
import { type LocationFacts, locationLabel } from './location-label.ts'
import type { LotFacts } from './lot-facts.ts'
import { lotLabel } from './lot-label.ts'
import { BADGE_PAPERS, type BadgePaper, LOCATION_PAPERS, type LocationPaper, type Paper, type Size } from './papers.ts'
import { toPdf, toSheets } from './pdf.ts'
import type { UnitFacts } from './unit-facts.ts'
import { unitLabel } from './unit-label.ts'
import { toZpl } from './zpl.ts'

export interface Wanted {
  format: LabelFormat
  copies: number
  /** UTC milliseconds. */
  now: number
}

export interface LabelFile {
  name: string
  type: string
  content: string | Uint8Array
}

export const printUnit = (facts: UnitFacts, printing: Printing, wanted: Wanted): Promise<LabelFile> =>
  fileOf(unitLabel(facts, printing), wanted)

export const printLot = (facts: LotFacts, printing: Printing, wanted: Wanted): Promise<LabelFile> =>
  fileOf(lotLabel(facts, printing), wanted)

export interface ManyWanted<PaperName> {
  format: LabelFormat
  paper: PaperName
  /** The place on the first sheet, from 1, that is not used yet. */
  first: number
  /** UTC milliseconds. */
  now: number
}

export function printLocations(facts: readonly LocationFacts[], wanted: ManyWanted<LocationPaper>): Promise<LabelFile> {
  const paper: Paper = LOCATION_PAPERS[wanted.paper]
  return fileOfMany('Locations', drawn(facts, locationLabel, paper), paper, wanted)
}

export function printBadges(facts: readonly BadgeFacts[], wanted: ManyWanted<BadgePaper>): Promise<LabelFile> {
  const paper: Paper = BADGE_PAPERS[wanted.paper]
  return fileOfMany('Badges', drawn(facts, badgeLabel, paper), paper, wanted)
}

/** Each when its turn comes: two thousand at once would keep the floor waiting. Never larger than they are cut. */
function* drawn<Facts>(
  facts: readonly Facts[],
  draw: (one: Facts, size: Size) => Label,
  { width, height }: Paper,
): Generator<Label> {
  const size = { width: Math.floor(width * DOTS_PER_MM), height: Math.floor(height * DOTS_PER_MM) }
  for (const one of facts) yield draw(one, size)
}

async function fileOfMany(
  title: string,
  labels: Iterable<Label>,
  { sheet }: Paper,
  { format, first, now }: ManyWanted<unknown>,
): Promise<LabelFile> {
  const about = { title, now }
  return {
    name: `${title}.${format}`,
    type: LABEL_TYPES[format],
    content:
      format === 'zpl'
        ? await zplOf(labels)
        : await (sheet ? toSheets(labels, sheet, first, about) : toPdf(labels, 1, about)),
  }
}

async function zplOf(labels: Iterable<Label>): Promise<string> {
  let zpl = ''
  for (const label of labels) {
    zpl += toZpl(label, 1)
    await setImmediate()
  }
  return zpl
}

async function fileOf(label: Label, { format, copies, now }: Wanted): Promise<LabelFile> {
  return {
    name: `${label.title}.${format}`,
    type: LABEL_TYPES[format],
    content: format === 'zpl' ? toZpl(label, copies) : await toPdf([label], copies, { title: label.title, now }),
  }
}
