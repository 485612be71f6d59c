/** What the server keeps as settings of the company. */
export interface LabelSettings {
  companyPrefix: string | null
  extensionDigit: number | null
  dates: 'expiry' | 'best-before' | null
  nextSerial: number | null
  serialsLeft: number | null
}

export interface TraceabilityPlan {
  planText: string
  contactName: string | null
  contactTitle: string | null
  contactPhone: string | null
  contactEmail: string | null
}

export interface Address {
  name?: string
  phone?: string
  street?: string
  city?: string
  state?: string
  zip?: string
  country?: string
}

export interface Partner {
  name: string
  gln: string | null
  /** FDA food facility registration number. */
  ffrn: string | null
  url: string | null
  /** GLOBALG.A.P. number. */
  ggn: string | null
  address: Address | null
}
