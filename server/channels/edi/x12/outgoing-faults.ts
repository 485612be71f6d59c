/** Why an interchange cannot be written: each thing that would break it on the partner's side, with its element. */
import { type Delimiters, delimiterIn, delimitersRefusal } from './delimiters.ts'
import { elementName, type Fault, type FaultCode, quoted } from './fault.ts'
import { ISA_WIDTHS } from './isa.ts'
import { isaElements } from './isa-elements.ts'
import type { OutgoingInterchange, OutgoingSegment } from './outgoing.ts'

export function envelopeFaults(interchange: OutgoingInterchange): Fault[] {
  const faults: Fault[] = []
  const { delimiters, date, time } = interchange
  const refusal = delimitersRefusal(delimiters)
  if (refusal)
    faults.push(fault('envelope', 'ISA', `The delimiters cannot be used: ${refusal}. Choose others for this partner.`))
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time))
    faults.push(fault('envelope', 'ISA', 'The interchange has no date as 2026-01-31 and time as 14:05. Give both.'))
  // The delimiters themselves are the last element, and the eleventh from 00402 on.
  for (const [index, text] of isaElements(interchange).entries())
    if (index !== 15 && index !== 10) faults.push(...isaFaults(text, index, delimiters))
  for (const [where, control] of controlsOf(interchange))
    if (!Number.isInteger(control) || control < 1 || control > 999_999_999)
      faults.push(
        fault(
          'envelope',
          where,
          `The control number ${control} is not within 1 to 999,999,999. Set the partner's counter.`,
        ),
      )
  return faults
}

function isaFaults(text: string, index: number, delimiters: Delimiters): Fault[] {
  const width = ISA_WIDTHS[index] ?? 0
  const faults = textFaults('ISA', index + 1, text, 0, delimiters)
  if (text.length > width || (FULL.has(index) && text.length !== width))
    faults.push({
      ...fault(
        'envelope',
        'ISA',
        `${elementName('ISA', index + 1)} ${quoted(text)} does not fit ${width} characters. Mend the profile of this partner.`,
      ),
      element: index + 1,
    })
  return faults
}

/** Elements of the ISA that are codes and numbers, and not padded. */
const FULL: ReadonlySet<number> = new Set([4, 6, 8, 9, 11, 12])

const controlsOf = ({ control, groups }: OutgoingInterchange): [string, number][] => [
  ['ISA', control],
  ...groups.flatMap((group): [string, number][] => [
    ['GS', group.control],
    ...group.sets.map((set): [string, number] => ['ST', set.control]),
  ]),
]

export function dataFaults({ id, elements }: OutgoingSegment, position: number, delimiters: Delimiters): Fault[] {
  return [
    ...(/^[A-Z][A-Z0-9]{1,2}$/.test(id)
      ? []
      : [
          fault(
            'segment-id',
            id,
            `${quoted(id)} is no segment id. This is a fault of the connector: report it.`,
            position,
          ),
        ]),
    ...elements.flatMap((element, index) =>
      [element].flat().flatMap((text) => textFaults(id, index + 1, text, position, delimiters)),
    ),
  ]
}

function textFaults(id: string, element: number, text: string, position: number, delimiters: Delimiters): Fault[] {
  const name = elementName(id, element)
  const hit = delimiterIn(text, delimiters)
  if (hit)
    return [
      {
        ...fault(
          'delimiter-in-data',
          id,
          `${name} ${quoted(text)} holds ${JSON.stringify(hit.character)}, which ${hit.does} with this partner. Take it out of the data, or agree on another delimiter.`,
          position,
        ),
        element,
        value: text,
      },
    ]
  if (!/\p{Cc}/u.test(text)) return []
  return [
    {
      ...fault(
        'control-character',
        id,
        `${name} ${quoted(text)} holds a line break or another control character. Take it out of the data.`,
        position,
      ),
      element,
      value: text,
    },
  ]
}

const fault = (code: FaultCode, segmentId: string, message: string, segment = 0): Fault => ({
  code,
  segment,
  segmentId,
  message,
})
