/** What the server answers about exceptions, as far as a handheld shows it. */
export interface FloorException {
  id: string
  type: string
  severity: 'low' | 'medium' | 'high' | 'severe'
  state: string
  detail: string
  sku: string | null
  lot: string | null
  location: string | null
  orderExternalId: string | null
  ownerName: string | null
  ageSeconds: number
  remedies: string[]
}

export interface FloorEvidence extends FloorException {
  count?: { counted: number; expected: number; variance: number }
  evidence: {
    transaction: {
      type: string
      device: string
      user: { name: string } | null
      occurredAt: string | null
      offline: boolean
    } | null
    around: { id: string; quantity: number; from: { location: string }; to: { location: string }; occurredAt: string }[]
  }
}

export interface Reason {
  code: string
  label: string
}
