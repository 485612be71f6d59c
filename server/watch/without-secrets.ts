/**
 * Takes out of what is logged what must never be read there. Lines are made of chosen fields only; this is for the text of an
 * error, which can carry what it was about, and for whoever adds a field without thinking of it.
 */

const SECRET_NAME = /pin$|badge|credential|secret|token|password|proof|authorization|cookie/i
const NOT_KEPT = '(not kept)'
/** A line that nobody can read helps nobody. */
const MOST_CHARACTERS = 2_000

/** What our own secrets look like: bearer tokens, badges, an address with a password in it. */
const LOOKS: [RegExp, string][] = [
  [/\blt[a-z]_[\w-]{6,}/g, NOT_KEPT],
  [/\bBearer\s+\S+/gi, `Bearer ${NOT_KEPT}`],
  [/\bBDG:\S+/gi, `BDG:${NOT_KEPT}`],
  [/(\w+:\/\/)[^\s/@]+@/g, `$1${NOT_KEPT}@`],
]

export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  const clean: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value)) clean[name] = SECRET_NAME.test(name) ? NOT_KEPT : withoutSecrets(one)
  return clean
}

/** Shorter ones are ids, words and instants: nothing of ours that is secret is as short. */
const SHORT = 8

function cleanText(text: string): string {
  if (text.length <= SHORT || UUID.test(text)) return text
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text
  return LOOKS.reduce((clean, [look, instead]) => clean.replace(look, instead), cut)
}

/** Most of what a push tells; looking any closer at each would take longer than the rest of its line. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
