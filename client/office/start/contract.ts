/** How far a site is set up, as the server judges it by what is there. `done` null: it cannot be seen from there. */
import type { Address } from '../settings/contract.ts'

interface Step {
  done: boolean | null
}

export interface Steps {
  company: Step
  warehouse: Step
  locations: Step & { bins: number; docks: number; staging: number; returns: number }
  items: Step & { count: number; sample: number }
  barcodes: Step & { without: number }
  people: Step & { roles: Partial<Record<string, number>> }
  devices: Step & { count: number }
  scanner: Step & { count: number }
  labels: Step & { printedAt: string | null }
  receipt: Step
  shipment: Step
  backup: Step & { by: 'daily' | 'by the database' | 'none'; takenAt: string | null }
  https: Step
}

export type StepId = keyof Steps

export interface Setup {
  warehouse: { code: string; name: string; timeZone: string; currency: string; address: Address | null }
  steps: Steps
}
