/**
 * What labels are printed on: sheets for office printers, with the sizes and places that makers of label sheets publish, and rolls,
 * where each label is a page. All in millimetres.
 */

export interface Paper {
  /** Of one label. */
  width: number
  height: number
  /** Undefined: a roll, or a printer of cards. */
  sheet?: Sheet
}

export interface Sheet {
  width: number
  height: number
  across: number
  down: number
  /** Of the first label's upper left corner. */
  left: number
  top: number
  /** From one label to the next. */
  stepX: number
  stepY: number
}

const INCH = 25.4
const A4 = { width: 210, height: 297 }
const LETTER = { width: 8.5 * INCH, height: 11 * INCH }

/** For places. In brackets the sheets that have just these labels. */
export const LOCATION_PAPERS = {
  // (Avery L7160)
  'a4-21': {
    ...{ width: 63.5, height: 38.1 },
    sheet: { ...A4, across: 3, down: 7, left: 7.2, top: 15.15, stepX: 66, stepY: 38.1 },
  },
  // (Avery L7173)
  'a4-10': {
    ...{ width: 99.1, height: 57 },
    sheet: { ...A4, across: 2, down: 5, left: 4.65, top: 6, stepX: 101.6, stepY: 57 },
  },
  // (Avery 5160)
  'letter-30': {
    ...{ width: 2.625 * INCH, height: INCH },
    sheet: { ...LETTER, across: 3, down: 10, left: 0.1875 * INCH, top: INCH / 2, stepX: 2.75 * INCH, stepY: INCH },
  },
  // (Avery 5163)
  'letter-10': {
    ...{ width: 4 * INCH, height: 2 * INCH },
    sheet: {
      ...LETTER,
      across: 2,
      down: 5,
      left: 0.15625 * INCH,
      top: INCH / 2,
      stepX: 4.1875 * INCH,
      stepY: 2 * INCH,
    },
  },
  'roll-4x2': { width: 4 * INCH, height: 2 * INCH },
  'roll-2x1': { width: 2.25 * INCH, height: 1.25 * INCH },
} as const satisfies Record<string, Paper>

/** For badges, as large as a bank card: it fits holders and lanyards. */
export const BADGE_PAPERS = {
  // (Avery C32011)
  'a4-cards': {
    ...{ width: 85, height: 54 },
    sheet: { ...A4, across: 2, down: 5, left: 15, top: 13.5, stepX: 95, stepY: 54 },
  },
  // (Avery 5371)
  'letter-cards': {
    ...{ width: 3.5 * INCH, height: 2 * INCH },
    sheet: { ...LETTER, across: 2, down: 5, left: 0.75 * INCH, top: INCH / 2, stepX: 3.5 * INCH, stepY: 2 * INCH },
  },
  // ISO/IEC 7810 ID-1, for a printer of cards.
  card: { width: 85.6, height: 53.98 },
} as const satisfies Record<string, Paper>

export type LocationPaper = keyof typeof LOCATION_PAPERS
export type BadgePaper = keyof typeof BADGE_PAPERS

/** Of a label, in dots. */
export interface Size {
  width: number
  height: number
}

/** How many are on one sheet; undefined where each is a page. */
export const perSheet = ({ sheet }: Paper): number | undefined => sheet && sheet.across * sheet.down
