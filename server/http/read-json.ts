/** JSON from outside: what is nested beyond all that anybody means is refused before anything walks down into it. */
import type { Context } from 'hono'
import { Problem } from '../problem.ts'
import { brokeOff } from './limits.ts'

/** The deepest request there is has seven levels; what a transaction carries along may have more. */
const MAX_DEPTH = 64

/** An empty body is `undefined`: operations without a required body can be called without one. */
export async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text().catch(() => {
    throw brokeOff()
  })
  return text === '' ? undefined : parseJson(text)
}

export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH)
    throw new Problem(400, 'nested-too-deep', `JSON is nested at most ${MAX_DEPTH} deep here. Nothing was changed.`)
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'malformed-json', 'The body is not valid JSON. Nothing was changed.')
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d]

/** Brackets within texts count for nothing. Exact for valid JSON; anything else is refused afterwards. */
export function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length && deepest <= MAX_DEPTH; at++) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) at = endOfText(text, at)
    else if (char === OPEN_LIST || char === OPEN_OBJECT) deepest = Math.max(deepest, ++depth)
    else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth -= 1
  }
  return deepest
}

/** Where the text ends that begins at a quote: at the next quote that no odd number of backslashes stands before. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1
    if (slashes % 2 === 0) return end
  }
  return text.length
}
