/** The files that are kept of the reference, and how they are written. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './program.ts'

export const SOURCES = 'server/http/reference/sources.json'
export const EXAMPLES = 'server/http/reference/examples.json'
export const TYPES = 'docs/client/lotline.d.ts'

export const readKept = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
export const writeKept = (path: string, text: string): void => writeFileSync(join(ROOT, path), text)
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
