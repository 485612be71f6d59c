/**
 * What separates the parts of an interchange. Each interchange names its own in its ISA (X12.5): a sender may choose
 * any characters that its data does not hold.
 */
export interface Delimiters {
  /** After the segment id and between elements: ISA byte 4. */
  element: string
  /** Between the components of a composite element: ISA16, byte 105. */
  component: string
  /** At the end of each segment: byte 106. */
  segment: string
  /** Between the repetitions of an element: ISA11, from version 00402 on. */
  repetition?: string
}

export const USUAL_DELIMITERS = { element: '*', component: '>', segment: '~', repetition: '^' } satisfies Delimiters

/** ISA11 held the code U ("U.S. EDI Community") before. */
export const hasRepetitionSeparator = (version: string): boolean => version >= '00402'

/** What each is for, in the order in which a fault names them. */
export const ROLES = {
  element: 'separates elements',
  segment: 'ends segments',
  component: 'separates components',
  repetition: 'separates repetitions',
} as const satisfies Record<keyof Delimiters, string>

const roles = Object.keys(ROLES) as (keyof Delimiters)[]

/** Why these cannot be told from data or from one another; undefined where they can. A sentence without its stop. */
export function delimitersRefusal(delimiters: Delimiters): string | undefined {
  const used = new Map<string, keyof Delimiters>()
  for (const role of roles) {
    const character = delimiters[role]
    if (character === undefined) continue
    if (character.length !== 1) return `what ${ROLES[role]} must be one character`
    if (/[A-Za-z0-9 ]/.test(character)) return `"${character}" ${ROLES[role]}, but letters, digits and spaces are data`
    const other = used.get(character)
    if (other) return `"${character}" both ${ROLES[other]} and ${ROLES[role]}`
    used.set(character, role)
  }
  return undefined
}

/** The delimiter that `text` holds, with what it is for. */
export function delimiterIn(text: string, delimiters: Delimiters): { character: string; does: string } | undefined {
  for (const role of roles) {
    const character = delimiters[role]
    if (character !== undefined && text.includes(character)) return { character, does: ROLES[role] }
  }
  return undefined
}

export const componentsOf = (element: string, { component }: Delimiters): string[] => element.split(component)
