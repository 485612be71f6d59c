/** What the published schema of Postman's collections, version 2.1.0, says of the parts that we write. */
import * as v from 'valibot'

const pair = v.strictObject({
  key: v.pipe(v.string(), v.minLength(1)),
  value: v.string(),
  description: v.optional(v.string()),
  disabled: v.optional(v.boolean()),
})

const url = v.strictObject({
  raw: v.pipe(v.string(), v.startsWith('{{baseUrl}}/')),
  host: v.array(v.string()),
  path: v.array(v.string()),
  query: v.array(pair),
  variable: v.array(pair),
})

const body = v.variant('mode', [
  v.strictObject({
    mode: v.literal('raw'),
    raw: v.string(),
    options: v.strictObject({ raw: v.strictObject({ language: v.literal('json') }) }),
  }),
  v.strictObject({ mode: v.literal('file'), file: v.strictObject({ src: v.optional(v.string()) }) }),
])

const request = v.strictObject({
  method: v.picklist(['GET', 'POST', 'PUT', 'DELETE']),
  description: v.string(),
  auth: v.optional(v.strictObject({ type: v.literal('noauth') })),
  header: v.array(pair),
  url,
  body: v.optional(body),
})

const response = v.strictObject({
  name: v.string(),
  originalRequest: request,
  code: v.pipe(v.number(), v.integer()),
  header: v.array(pair),
  body: v.string(),
  _postman_previewlanguage: v.string(),
})

const item = v.strictObject({ name: v.string(), request, response: v.array(response) })

export const postmanCollection = v.strictObject({
  info: v.strictObject({
    name: v.string(),
    description: v.string(),
    schema: v.literal('https://schema.getpostman.com/json/collection/v2.1.0/collection.json'),
  }),
  auth: v.strictObject({
    type: v.literal('bearer'),
    bearer: v.array(v.strictObject({ key: v.string(), value: v.string(), type: v.string() })),
  }),
  variable: v.array(v.strictObject({ key: v.string(), value: v.string(), type: v.string() })),
  item: v.array(v.strictObject({ name: v.string(), description: v.string(), item: v.array(item) })),
})
