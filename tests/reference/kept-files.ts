/** The files that are kept of the reference, and how they are written. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './program.ts'

export const SOURCES = 'server/http/reference/sources.json'
export const EXAMPLES = 'server/http/reference/examples.json'
export const TYPES = 'docs/client/lotline.d.ts'

export const readKept = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
export const writeKept = (path: string, text: string): void => writeFileSync(join(ROOT, path), text)

/** A line for each entry: short enough to be loaded, and a change is seen where it is. */
export function jsonText(parts: object): string {
  const linesOf = (part: object) =>
    Object.entries(part).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
  const written = Object.entries(parts).map(
    ([name, part]) => ` ${JSON.stringify(name)}: {\n${linesOf(part).join(',\n')}\n }`,
  )
  return `{\n${written.join(',\n')}\n}\n`
}
