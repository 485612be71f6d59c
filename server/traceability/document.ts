/** The reference document of an event: its type and number, such as `Bill of lading BOL-17` (21 CFR 1.1310). */
import { Gap } from './cells.ts'

export interface DocumentNamed {
  documentType?: string | null | undefined
  documentNumber?: string | null | undefined
}

/** The first that is named whole; else `fallback`; else a gap with the part that is known. */
export function documentCell(
  named: readonly DocumentNamed[],
  fallback: string | undefined,
  transactionId: string,
): string | Gap {
  for (const { documentType, documentNumber } of named)
    if (documentType != null && documentNumber != null) return `${documentType} ${documentNumber}`
  if (fallback !== undefined) return fallback
  const part = named.map(({ documentType, documentNumber }) => documentNumber ?? documentType).find(Boolean)
  return new Gap(sayDocument(transactionId), part ?? null)
}

export const sayDocument = (transactionId: string): string =>
  `Say type and number of its document, such as a bill of lading or work order: complete event ${transactionId}.`
