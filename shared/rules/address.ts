/** A business at a place: what records of food traceability call a location description (21 CFR 1.1310). */
export interface Address {
  name?: string | undefined
  phone?: string | undefined
  street?: string | undefined
  city?: string | undefined
  state?: string | undefined
  zip?: string | undefined
  country?: string | undefined
}
