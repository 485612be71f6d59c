import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openAttachments } from './folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'lotline-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('a photo that several senders finish', () => {
  it('is what was judged, though one of them begins again meanwhile', async () => {
    const attachments = openAttachments(folder)
    let keptTurns = 0
    for (let turn = 0; turn < 300; turn++) {
      const photo = new Uint8Array(40_000).map((_, at) => (at * 31 + turn) % 251)
      const sha256 = hashOf(photo)
      await attachments.write(sha256, 0, photo)
      const again = async () => {
        for (let wait = 0; wait < turn % 7; wait++) await attachments.size(sha256)
        await attachments.write(sha256, 0, photo.subarray(0, 5_000))
      }
      await Promise.all([
        attachments.finish(sha256, photo.length),
        again(),
        attachments.finish(sha256, photo.length),
        again(),
      ])
      const kept = await attachments.read(sha256)
      // Nobody has made it whole where the second beginning came before the first was judged.
      if (kept === null) continue
      keptTurns += 1
      expect(hashOf(kept), `turn ${turn}`).toBe(sha256)
    }
    expect(keptTurns).toBeGreaterThan(100)
    await attachments.forgetUnfinished(Number.MAX_SAFE_INTEGER)
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })
})
