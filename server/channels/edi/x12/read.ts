/**
 * Text → interchanges, functional groups and transaction sets, with the checks of the envelope (X12.5, X12.6): counts
 * and control numbers of SE, GE and IEA. A transaction set that is broken carries its own faults and leaves the others
 * whole. Never throws, whatever the text is.
 */
import { assembled } from './assemble.ts'
import type { Interchange } from './envelope.ts'
import { type Fault, limited } from './fault.ts'
import { splitInterchanges } from './split.ts'

/** More than this is no document of a retailer but a mistake, or an attack. */
export const MAX_CHARACTERS = 16 * 1024 * 1024

export interface X12File {
  interchanges: Interchange[]
  /** Of what stands in no interchange. */
  faults: Fault[]
}

export function readX12(text: string, limit = MAX_CHARACTERS): X12File {
  if (text.length > limit)
    return {
      interchanges: [],
      faults: [
        {
          code: 'too-large',
          segment: 0,
          segmentId: '',
          message: `The file has ${text.length.toLocaleString('en-US')} characters, more than the ${limit.toLocaleString('en-US')} that are read. Ask the partner to send it in parts.`,
        },
      ],
    }
  const { interchanges, faults } = splitInterchanges(text)
  return { interchanges: interchanges.map(assembled), faults: limited(faults) }
}

/** Every fault of the file, in the order of its segments; of one segment, what lies innermost first. */
export const faultsOf = ({ interchanges, faults }: X12File): Fault[] =>
  [
    ...faults,
    ...interchanges.flatMap(({ groups, faults: own }) => [
      ...groups.flatMap((group) => [...group.sets.flatMap((set) => set.faults), ...group.faults]),
      ...own,
    ]),
  ].sort((one, other) => one.segment - other.segment)
