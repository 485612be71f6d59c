/**
 * Where traced goods come from: what the rule on food traceability asks for at receiving (21 CFR 1.1345). It is asked once a
 * delivery, of items that are on the list and of no others.
 */
import { t } from '../../language/t.ts'
import type { ExpectedReceipt } from '../../replica/view.ts'
import { isWhole, type ReferenceDocument, shortText } from '../reference-document.ts'

export interface Origin extends ReferenceDocument {
  supplier: string
  /** Who gave the lot its code, mostly the supplier. */
  tlcSource: string
  /** The worker goes on without it, for all of this delivery. */
  skipped: boolean
}

/** What the receipt knows already; nothing of a free delivery. */
export const originOf = (receipt: ExpectedReceipt | null): Origin => ({
  supplier: receipt?.receipt.supplier ?? '',
  tlcSource: receipt?.receipt.supplier ?? '',
  documentType: t('Bill of lading'),
  documentNumber: '',
  skipped: false,
})

export const isKnown = (origin: Origin): boolean =>
  shortText(origin.supplier) !== '' && shortText(origin.tlcSource) !== '' && isWhole(origin)

/** The supplier's name serves for both until somebody says otherwise. */
export const withSupplier = (origin: Origin, supplier: string): Origin => ({
  ...origin,
  supplier,
  tlcSource: origin.tlcSource === origin.supplier ? supplier : origin.tlcSource,
})

export function originPayload({ supplier, tlcSource, documentType, documentNumber }: Origin) {
  const whole = isWhole({ documentType, documentNumber })
  return {
    ...(shortText(supplier) === '' ? {} : { supplier: shortText(supplier) }),
    ...(shortText(tlcSource) === '' ? {} : { tlcSource: shortText(tlcSource) }),
    ...(whole ? { documentType: shortText(documentType), documentNumber: shortText(documentNumber) } : {}),
  }
}
