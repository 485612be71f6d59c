/** What a demo has to remember between starts: badges cannot be read back from their hashes. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import type { DemoInfo } from '../http/deps.ts'

const keptDemo = v.object({
  /** The history of the database that this belongs to. */
  epoch: v.string(),
  enrolmentCode: v.string(),
  pin: v.string(),
  /** What credentials of platforms are sealed with where the environment names no key. */
  secretKey: v.optional(v.pipe(v.string(), v.minLength(32)), () => randomBytes(32).toString('base64url')),
  users: v.array(v.object({ name: v.string(), roles: v.array(v.string()), badge: v.string() })),
})

export interface KeptDemo extends DemoInfo {
  secretKey: string
}

/** What was kept for this history, or undefined. */
export function readKept(file: string, epoch: string): KeptDemo | undefined {
  if (!existsSync(file)) return undefined
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), keptDemo), readFileSync(file, 'utf8'))
  if (!kept.success || kept.output.epoch !== epoch) return undefined
  const { enrolmentCode, pin, users, secretKey } = kept.output
  return { enrolmentCode, pin, users, secretKey }
}

/** For the owner's eyes only: whoever has a badge and the PIN can sign in. */
export function writeKept(file: string, epoch: string, info: KeptDemo): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ epoch, ...info }, null, 2)}\n`, { mode: 0o600 })
  // The mode above counts for a new file only.
  chmodSync(file, 0o600)
}
