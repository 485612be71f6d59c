/** What was recorded as it can be kept: short, without secrets, and the same whenever the story is told again. */
import type { Example, Examples } from '../../server/http/reference/described.ts'

/** An example of a list needs no more. */
const MOST_ITEMS = 2
const LONGEST = 400

/** Never kept, however short their lives are: a scanner of secrets cannot know. */
const SECRETS: Record<string, string> = {
  token: 'lt…',
  badge: 'the badge’s code',
  pin: '482913',
  publicKey: 'BE…',
  salt: 'c2…',
  verifier: 'dm…',
  overrideKey: 'b3…',
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

export function tidy({ operations, events }: Examples): Examples {
  const ids = new Map<string, string>()
  const named = (text: string) =>
    text.replace(UUID, (id) => {
      if (!ids.has(id)) ids.set(id, `0195386c-0000-7000-8000-${String(ids.size + 1).padStart(12, '0')}`)
      return ids.get(id) ?? id
    })
  const value = (one: unknown, key = ''): unknown => {
    if (Array.isArray(one)) return one.slice(0, MOST_ITEMS).map((part) => value(part, key))
    if (typeof one === 'object' && one !== null)
      return Object.fromEntries(Object.entries(one).map(([name, part]) => [named(name), value(part, name)]))
    if (typeof one !== 'string') return one
    if (key in SECRETS) return SECRETS[key]
    const text = named(one)
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  }
  const example = (one: Example): Example => value(one) as Example
  const sorted = Object.entries(operations).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    operations: Object.fromEntries(
      sorted.map(([id, { success, problems }]) => [
        id,
        {
          success: example(success),
          ...(problems
            ? { problems: Object.fromEntries(Object.entries(problems).map(([code, one]) => [code, example(one)])) }
            : {}),
        },
      ]),
    ),
    events: value(events) as Examples['events'],
  }
}

/** What stays the same whatever the day, the machine and the dice: names, kinds, and how they are nested. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]))
}
