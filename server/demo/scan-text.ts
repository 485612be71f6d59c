/** What a scanner that is set right delivers for the labels of the sample warehouse. */
import { GS } from '../../shared/barcode/separators.ts'

export interface CaseContents {
  caseGtin: string
  lot: string
  expiresOn: string | null
}

/** GS1-128 with (01) GTIN, (10) lot and (17) expiry. The lot's length varies, so FNC1 ends it, which arrives as GS. */
export function caseLabelText({ caseGtin, lot, expiresOn }: CaseContents): string {
  const expiry = expiresOn === null ? '' : `${GS}17${expiresOn.slice(2).replaceAll('-', '')}`
  return `]C101${caseGtin}10${lot}${expiry}`
}

export const locationText = (code: string): string => `LOC:${code}`
export const badgeText = (badge: string): string => `BDG:${badge}`
export const orderText = (externalId: string): string => `ORD:${externalId}`
/** GS1-128 with (00): the label of a carton or pallet. */
export const ssccText = (sscc: string): string => `]C100${sscc}`
export const unitText = (code: string): string => `LPN:${code}`

/** The two barcodes with which the app's scanner check judges a scanner: with and without GS1 content. */
export const SCANNER_TEST = { gs1: `]C110zY-1/aQ${GS}17271231`, plain: 'zY-1/aQ' } as const
