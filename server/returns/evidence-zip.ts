/** The same evidence with the photos as they were taken: the document, all records as JSON, and each photo under its hash. */
import { strToU8, type Zippable, zipSync } from 'fflate'
import type { Attachments } from '../attachments/folder.ts'
import type { Evidence } from './evidence.ts'
import { evidencePdf } from './evidence-pdf.ts'

export async function evidenceZip(evidence: Evidence, attachments: Attachments): Promise<Uint8Array> {
  const files: Zippable = {
    'evidence.pdf': await evidencePdf(evidence, attachments),
    'evidence.json': strToU8(JSON.stringify(evidence, null, 2)),
  }
  for (const { sha256, type, stored } of evidence.return.photos) {
    const content = stored ? await attachments.read(sha256) : null
    // Photos are packed already.
    if (content) files[`photos/${sha256}.${(type ?? '').replace('image/', '')}`] = [content, { level: 0 }]
  }
  return zipSync(files, { mtime: new Date(evidence.madeAt) })
}
