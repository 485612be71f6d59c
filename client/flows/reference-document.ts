/** The reference document of a traceability record, such as a bill of lading: what the rule on food traceability asks for. */
export interface ReferenceDocument {
  documentType: string
  documentNumber: string
}

/** Recorded as they are, whatever language the device speaks: the same document has the same type in every record. */
export const DOCUMENT_TYPES = ['Bill of lading', 'Delivery note', 'Invoice', 'Purchase order', 'Work order'] as const

/** What the schema takes of a field that a person or a scanner filled. */
export const shortText = (text: string): string => text.trim().slice(0, 200).trim()

export const isWhole = ({ documentType, documentNumber }: ReferenceDocument): boolean =>
  shortText(documentType) !== '' && shortText(documentNumber) !== ''
