/** The elements of an ISA that is to be written, before they are padded. */
import type { OutgoingInterchange } from './outgoing.ts'
import { x12DateOf, x12TimeOf } from './primitives.ts'

export const controlText = (control: number, width: number): string => String(control).padStart(width, '0')

export function isaElements(interchange: OutgoingInterchange): string[] {
  const { senderQualifier, sender, receiverQualifier, receiver, delimiters, version } = interchange
  return [
    ...['00', '', '00', '', senderQualifier, sender, receiverQualifier, receiver],
    x12DateOf(interchange.date).slice(2),
    x12TimeOf(interchange.time).slice(0, 4),
    delimiters.repetition ?? 'U',
    version,
    controlText(interchange.control, 9),
    interchange.acknowledgementRequested ? '1' : '0',
    interchange.usage,
    delimiters.component,
  ]
}
