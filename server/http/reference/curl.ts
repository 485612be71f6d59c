/** A call as a line for a shell; LOTLINE and TOKEN are set beforehand. */
import type { Entry } from './entry.ts'

export function curlOf({ method, path, body, who, example, parameters }: Entry): string {
  const call = example?.success
  const sent = call?.body
  const file = body && !body.schema
  return [
    method === 'get' ? 'curl' : `curl -X ${method.toUpperCase()}`,
    `"$LOTLINE${call?.path ?? path}"`,
    ...(who.needsToken ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(parameters.some(({ name }) => name === 'Idempotency-Key') ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(sent === undefined ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(sent))}`]),
    ...(file ? [`-H 'Content-Type: ${call?.file ?? body.types[0]}'`, '--data-binary @photo.jpg'] : []),
    ...(call?.file && !file ? ['-OJ'] : []),
  ].join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
