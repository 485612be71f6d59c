/** What a label is sent as: PDF for any printer, ZPL for label printers. */
export const LABEL_TYPES = { pdf: 'application/pdf', zpl: 'application/zpl' } as const
export type LabelFormat = keyof typeof LABEL_TYPES
