/** Holds an answer against the published model: unknown fields, missing ones, wrong types, values that are not listed. */
import shapesFile from './published-shapes.json' with { type: 'json' }

export type ShapeName = keyof typeof shapesFile.shapes

interface Rule {
  types: string[]
  values: string[] | undefined
  required: boolean
}

/** `string=A,B!` is a required string that is A or B. */
function ruleOf(text: string): Rule {
  const required = text.endsWith('!')
  const [types = '', values] = text.replace(/!$/, '').split('=')
  return { types: types.split('|'), values: values?.split(','), required }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

/** Names of the fields that the model describes directly below this path. */
const namesBelow = (shape: Record<string, string>, path: string) =>
  Object.keys(shape)
    .filter((one) => one.startsWith(path === '' ? '' : `${path}.`))
    .map((one) => one.slice(path === '' ? 0 : path.length + 1))
    .filter((name) => !/[.[]/.test(name))

function inObject(shape: Record<string, string>, value: object, path: string): string[] {
  const names = namesBelow(shape, path)
  // Free-form, such as the attributes of a listing.
  if (names.length === 0) return []
  const missing = names.filter((name) => !(name in value) && ruleOf(shape[join(path, name)] ?? '').required)
  const inside = Object.entries(value).flatMap(([name, one]) => {
    const below = join(path, name)
    return names.includes(name) ? departuresIn(shape, one, below) : [`${below} is not in the model`]
  })
  return [...missing.map((name) => `${join(path, name)} is missing`), ...inside]
}

function departuresIn(shape: Record<string, string>, value: unknown, path: string): string[] {
  const { types, values } = ruleOf(shape[path] ?? 'object')
  const type = typeOf(value)
  if (!types.includes(type) && !(type === 'integer' && types.includes('number')))
    return [`${path} is ${type}, not ${types}`]
  if (values && !values.includes(String(value))) return [`${path} is ${value}, not one of ${values}`]
  if (Array.isArray(value)) return value.flatMap((one) => departuresIn(shape, one, `${path}[]`))
  return type === 'object' ? inObject(shape, value as object, path) : []
}

/** What in this answer departs from the model; empty when nothing does. */
export const departures = (name: ShapeName, value: unknown): string[] =>
  departuresIn(shapesFile.shapes[name], value, '')
