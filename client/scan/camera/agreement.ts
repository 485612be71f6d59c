import { bareContent, type Reading } from './reading.ts'

export interface AgreementSettings {
  /** Equal decodes before a reading counts. */
  readonly needed: number
  /** Equal decodes where the decoder does not tell GS1 from plain, so that a better one gets its chance. */
  readonly neededUncertain: number
  /** A code has left the view, and may be scanned again, when at least so many frames in a row … */
  readonly missedFrames: number
  /** … over at least so long did not show it. Frames alone blur too easily, and time alone passes on a busy device. */
  readonly missedMs: number
  /** After this long without any frame (the page was hidden) nothing is known of what is in view. */
  readonly blindMs: number
}

export const AGREEMENT_DEFAULTS: AgreementSettings = {
  needed: 2,
  neededUncertain: 8,
  missedFrames: 3,
  missedMs: 800,
  blindMs: 5000,
}

/** Takes what one frame gave. Returns the reading to report, or null. */
export type Agreement = (reading: Reading | null, at: number) => Reading | null

/** What has been seen of the code in view. */
interface Sight {
  readonly content: string
  /** How often each way of marking that content was read. */
  readonly tally: ReadonlyMap<string, number>
  readonly reported: boolean
  readonly seenAt: number
  readonly missed: number
}

/**
 * Reports a reading once two frames agree on it, and then not again until it has left the view.
 *
 * Readings of the same content add up even where one decoder marks it as GS1 and the other cannot
 * tell; any other content in between starts over, so two labels in view report nothing until the
 * person aims at one.
 */
export function createAgreement(settings: AgreementSettings = AGREEMENT_DEFAULTS): Agreement {
  let sight: Sight | null = null
  return (reading, at) => {
    if (sight && hasLeft(sight, at, settings)) sight = null
    if (!reading) {
      if (sight) sight = { ...sight, missed: sight.missed + 1 }
      return null
    }
    sight = look(sight, reading, at)
    const needed = reading.certain ? settings.needed : settings.neededUncertain
    if (sight.reported || (sight.tally.get(reading.text) ?? 0) < needed) return null
    sight = { ...sight, reported: true }
    return reading
  }
}

function hasLeft({ seenAt, missed }: Sight, at: number, settings: AgreementSettings): boolean {
  const away = at - seenAt
  return away >= settings.blindMs || (missed >= settings.missedFrames && away >= settings.missedMs)
}

function look(before: Sight | null, reading: Reading, at: number): Sight {
  const content = bareContent(reading.text)
  const same = before?.content === content ? before : null
  const tally = new Map(same?.tally)
  tally.set(reading.text, (tally.get(reading.text) ?? 0) + 1)
  return { content, tally, reported: same?.reported ?? false, seenAt: at, missed: 0 }
}
