/** What the server is given by its main: everything that is not pure. */
import type { Attachments } from '../attachments/folder.ts'
import type { Provider } from '../auth/oidc/provider.ts'
import type { RollOver } from '../availability/roll-over.ts'
import type { Vault } from '../channels/vault.ts'
import type { Reading, Work } from '../db/work.ts'
import type { Lists } from '../lists/lists.ts'
import type { OutgoingRule } from '../outgoing/rule.ts'
import type { Backups } from '../setup/setup.ts'
import type { Contacts } from '../watch/contacts.ts'
import type { Log } from '../watch/log.ts'
import type { Metrics } from '../watch/metrics.ts'
import type { TrustedProxies } from './client-address.ts'
import type { Readiness } from './readiness.ts'
import type { Stop } from './stop.ts'

export interface ServerDeps {
  work: Work
  /** For reports, which may be a moment behind; left out: they read where everything is. */
  replica?: Reading | undefined
  /** What the office scrolls through; left out: it is read where everything is. */
  lists?: Lists | undefined
  epoch: string
  /** Where photos are kept. */
  attachments: Attachments
  /** Opens and seals the credentials of platforms. */
  vault: Vault
  /** Rolls kept figures over when a warehouse's day begins. */
  day: RollOver
  /** Where platforms may be; left out: in the public internet only. */
  outgoing?: OutgoingRule | undefined
  /** Whose word on the client's address is taken; left out: nobody's. */
  proxies?: TrustedProxies | undefined
  /** Event streams that one credential may hold; left out: as many as anybody needs. */
  eventStreams?: number | undefined
  /** What people are told who want to open the app by HTTPS; left out: it is not served here. */
  trust?: Trust | undefined
  now(): number
  /** Signing in to the office through the company's identity provider; undefined: by badge alone. */
  oidc?: OfficeSignIn | undefined
  /** An API key was used. Nothing waits for what comes of it. */
  keyUsed?: ((id: string) => void) | undefined
  /** A fault of our own, for the log. Never carries secrets or bodies. */
  report(error: unknown, about: string, requestId?: string): void
  /** Where each request is told; left out: nowhere. */
  log?: Log | undefined
  /** What is counted; left out: a registry that only this server has. */
  metrics?: Metrics | undefined
  /** When devices were last heard; left out: known to this server alone, and as long as it runs. */
  contacts?: Contacts | undefined
  /** How it is told to go; left out: it never is. */
  stop?: Stop | undefined
  /** What /metrics wants as bearer; left out: nothing. */
  metricsToken?: string | undefined
  /** Of the product, as its package says. */
  version?: string | undefined
  /** Who takes backups; left out: nobody does. */
  backups?: Backups | undefined
  /** Folder of the built app, or undefined where only the API is served. */
  appFolder?: string | undefined
  /** Present in the demo only: what its panel shows. */
  demo?: DemoInfo | undefined
}

export interface OfficeSignIn {
  provider: Provider
  publicUrl: string
  name: string
}

/** What operations are given: nothing is left out. */
export interface WiredDeps extends ServerDeps {
  lists: Lists
  log: Log
  metrics: Metrics
  contacts: Contacts
  stop: Stop
  readiness: Readiness
  /** UTC milliseconds. */
  startedAt: number
}

/** HTTPS as this server serves it. */
export interface Trust {
  /** By names and addresses, as the certificate has them now. */
  names(): string[]
  httpsPort: number
  httpPort: number
  /** PEM of the local authority; undefined: devices trust the certificate without. */
  authority(): string | undefined
}

export interface DemoInfo {
  enrolmentCode: string
  pin: string
  users: { name: string; roles: string[]; badge: string }[]
}
