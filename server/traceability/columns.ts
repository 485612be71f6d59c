/**
 * The sheets that an inspector sorts: one per kind of event, with the columns of the Produce Traceability Initiative's
 * sortable spreadsheet in its order. The numbers are paragraphs of 21 CFR 1.1345, 1.1340 and 1.1350. A star marks what
 * the template has beyond the key data elements.
 */
export const RECEIVING = [
  '(a)(1) TLC - GTIN',
  '(a)(1) TLC - Batch',
  '(a)(1) TLC - Date*',
  '(a)(1) TLC - Date Type*',
  '(a)(1) TLC - SSCC*',
  '(b)(1) TLC - Assigned By',
  '(a)(2) Qty & UOM',
  '(a)(3) Product Description',
  '(a)(4) Immediate Previous Source Location',
  '(a)(5) Receive Location',
  '(a)(6) Receive Date',
  '(a)(7) TLC Source Reference GLN',
  '(a)(7) TLC Source Reference FFRN',
  '(a)(7) TLC Source Reference URL',
  '(a)(7) TLC Source Reference GGN',
  '(b)(5) TLC Source Reference - Assigned By',
  '(a)(8) Ref Doc',
  '(a)(7) TLC Source Name',
  '(a)(7) TLC Source Street',
  '(a)(7) TLC Source City',
  '(a)(7) TLC Source State',
  '(a)(7) TLC Source Country',
  '(a)(7) TLC Source Zip Code',
  '(a)(7) TLC Source Phone Number',
] as const

export const SHIPPING = [
  '(1) TLC - GTIN',
  '(1) TLC - Batch',
  'Date Code*',
  'Date Type*',
  'VoiceCode*',
  'Pallet ID*',
  'TLC - Assigned By*',
  '(2) Qty & UOM',
  '(3) Product Description',
  '(4) Ship-To Location',
  'Ship-To Location ID*',
  '(5) Ship-From Location',
  'Ship-From Location ID*',
  '(6) Ship Date',
  '(7) TLC Source Reference GLN',
  '(7) TLC Source Reference FFRN',
  '(7) TLC Source Reference URL',
  '(7) TLC Source Reference GGN',
  'TLC Source Reference - Assigned By*',
  '(8) Ref Doc Type and Number',
] as const

export const TRANSFORMATION = [
  'Reference Document Type',
  'Reference Document Number for Transformation Event',
  'FTL Food Used TLC - GTIN',
  'FTL Food Used TLC - Batch',
  'FTL Food Used TLC - SSCC',
  'FTL Food Used TLC - Date',
  'FTL Food Used TLC - Date Type',
  'FTL Food Used Qty',
  'FTL Food Used UOM',
  'FTL Food Used Product Description',
  'FTL Food Produced TLC - GTIN',
  'FTL Food Produced TLC - Batch',
  'FTL Food Produced TLC - SSCC',
  'FTL Food Produced TLC - Date',
  'FTL Food Produced TLC - Date Type',
  'Transform Location - TLCS',
  'TLCS Reference GLN',
  'TLCS Reference FFRN',
  'TLCS Reference URL',
  'TLCS Reference GGN',
  'Date Transformed',
  'FTL Food Produced Product Description',
  'FTL Food Produced Qty',
  'FTL Food Produced UOM',
] as const

export const SHEETS = { Receiving: RECEIVING, Shipping: SHIPPING, Transformation: TRANSFORMATION } as const
export type SheetName = keyof typeof SHEETS

/** A key data element: a row has it, or the export says that it is missing. */
export const isKeyData = (column: string): boolean => !column.endsWith('*')
