/** Text that not every database keeps: PostgreSQL takes neither NUL nor half of a surrogate pair, in text or in JSON. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu

export const storable = (text: string): string => text.replace(UNSTORABLE, '\ufffd')

/** The path of the first text within `value`, name or content, that cannot be kept everywhere; undefined: all can. */
export function unstorableField(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return storable(value) === value ? undefined : path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, part] of Object.entries(value)) {
    const inner = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    if (storable(name) !== name) return storable(inner)
    const found = unstorableField(part, inner)
    if (found !== undefined) return found
  }
  return undefined
}
