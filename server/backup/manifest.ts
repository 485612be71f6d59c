/** What is written beside each backup: what it is of, and how to know it again. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { Problem } from '../problem.ts'

const manifest = v.object({
  format: v.literal(1),
  takenAt: v.pipe(v.string(), v.isoTimestamp()),
  epoch: v.string(),
  /** The last entry of the feed that is in it. */
  position: v.number(),
  bytes: v.number(),
  sha256: v.string(),
  /** Photos that belong to it. */
  attachments: v.number(),
})
export type Manifest = v.InferOutput<typeof manifest>

export const manifestOf = (file: string): string => `${file}.json`

export const writeManifest = (file: string, value: Manifest): Promise<void> =>
  writeFile(manifestOf(file), `${JSON.stringify(value, null, 1)}\n`)

export async function readManifest(file: string): Promise<Manifest> {
  const text = await readFile(manifestOf(file), 'utf8').catch(() => null)
  if (text === null)
    throw new Problem(
      422,
      'no-manifest',
      `${manifestOf(file)} is missing: it was written beside the backup, and says what it holds.`,
    )
  try {
    return v.parse(manifest, JSON.parse(text))
  } catch {
    throw new Problem(
      422,
      'no-manifest',
      `${manifestOf(file)} cannot be read: it is not what was written beside the backup.`,
    )
  }
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  return hash.digest('hex')
}
