/** The operations as a collection of Postman's format 2.1, which Bruno, Insomnia, Hoppscotch and others open too. */
import { areas } from '../operations/index.ts'
import type { Example } from './described.ts'
import { type Entry, entriesOf, JSON_TYPE } from './entry.ts'
import { once } from './once.ts'
import type { Parameter } from './parameters.ts'

interface Pair {
  key: string
  value: string
  description?: string
  disabled?: boolean
}

export interface PostmanItem {
  name: string
  request: {
    method: string
    description: string
    auth?: { type: 'noauth' }
    header: Pair[]
    url: { raw: string; host: string[]; path: string[]; query: Pair[]; variable: Pair[] }
    body?: { mode: 'raw'; raw: string; options: { raw: { language: 'json' } } } | { mode: 'file'; file: object }
  }
  response: {
    name: string
    originalRequest: PostmanItem['request']
    code: number
    header: Pair[]
    body: string
    _postman_previewlanguage: 'json'
  }[]
}

export interface PostmanCollection {
  info: { name: string; description: string; schema: string }
  auth: { type: 'bearer'; bearer: { key: 'token'; value: string; type: 'string' }[] }
  variable: { key: string; value: string; type: 'string' }[]
  item: { name: string; description: string; item: PostmanItem[] }[]
}

const folders = once(() =>
  areas.map((area) => ({ name: area.name, description: area.about, item: entriesOf(area).map(itemOf) })),
)

/** `baseUrl`: where the API is, as whoever asks for the collection sees it. */
export const postmanCollection = (baseUrl: string): PostmanCollection => ({
  info: {
    name: 'Lotline',
    description: 'Set the variable token to an API key or a session’s token, and baseUrl to where your server is.',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
  variable: [
    { key: 'baseUrl', value: baseUrl, type: 'string' },
    { key: 'token', value: '', type: 'string' },
  ],
  item: folders(),
})

function itemOf(entry: Entry): PostmanItem {
  const { method, path, summary, about, who, parameters, body, example } = entry
  const sent = example?.success.body
  const request: PostmanItem['request'] = {
    method: method.toUpperCase(),
    description: [about, who.words].filter(Boolean).join(' '),
    ...(who.needsToken ? {} : { auth: { type: 'noauth' as const } }),
    header: [
      ...(body?.schema ? [{ key: 'Content-Type', value: JSON_TYPE }] : []),
      ...parameters.filter((parameter) => parameter.in === 'header').map(headerOf),
    ],
    url: urlOf(path, parameters),
    ...(body && !body.schema ? { body: { mode: 'file' as const, file: {} } } : {}),
    ...(body?.schema && (body.required || sent !== undefined)
      ? { body: { mode: 'raw', raw: jsonOf(sent ?? {}), options: { raw: { language: 'json' } } } }
      : {}),
  }
  const shown = [example?.success, ...Object.values(example?.problems ?? {})]
  return { name: summary, request, response: shown.flatMap((one) => (one ? responsesOf(one, request) : [])) }
}

/** A repeat that is meant is sent by hand: each new request has a key of its own. */
const headerOf = ({ name, description }: Parameter): Pair =>
  name === 'Idempotency-Key'
    ? { key: name, value: '{{$guid}}', description }
    : { key: name, value: '', description, disabled: true }

function urlOf(path: string, parameters: Parameter[]): PostmanItem['request']['url'] {
  const segments = path
    .slice(1)
    .split('/')
    .map((part) => part.replace(/^\{(\w+)\}$/, ':$1'))
  const pairOf = ({ name, example = '', description }: Parameter): Pair => ({ key: name, value: example, description })
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => ({ ...pairOf(parameter), disabled: parameter.example === undefined && !parameter.required }))
  const asked = query.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}=${encodeURIComponent(value)}`)
  return {
    raw: `{{baseUrl}}/${segments.join('/')}${asked.length > 0 ? `?${asked.join('&')}` : ''}`,
    host: ['{{baseUrl}}'],
    path: segments,
    query,
    variable: parameters.filter((parameter) => parameter.in === 'path').map(pairOf),
  }
}

function responsesOf({ status, answer, body }: Example, request: PostmanItem['request']): PostmanItem['response'] {
  if (answer === undefined) return []
  const code = (answer as { code?: unknown } | null)?.code
  const refused = status >= 400
  return [
    {
      name: refused && typeof code === 'string' ? code : String(status),
      originalRequest:
        refused && body !== undefined
          ? { ...request, body: { mode: 'raw', raw: jsonOf(body), options: { raw: { language: 'json' } } } }
          : request,
      code: status,
      header: [{ key: 'Content-Type', value: refused ? 'application/problem+json' : JSON_TYPE }],
      body: jsonOf(answer),
      _postman_previewlanguage: 'json',
    },
  ]
}

const jsonOf = (value: unknown): string => JSON.stringify(value, null, 2)
