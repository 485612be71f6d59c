import { describe, expect, it } from 'vitest'
import { createApi, NotConnected, Refusal } from './api.ts'

function apiOver(answer: () => Response | Promise<Response>) {
  const sent: { url: string; init: RequestInit }[] = []
  const signedOut: true[] = []
  const api = createApi({
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} })
      return answer()
    },
    token: () => 'person',
    onSignedOut: () => signedOut.push(true),
  })
  return { api, sent, signedOut }
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

describe('the office’s API', () => {
  it('acts for the person, and sends the key of the intent', async () => {
    const { api, sent } = apiOver(() => json(200, { ok: true }))
    await api.send('PUT', '/protections/A/shop', { quantity: 3 }, 'key-1')
    expect(sent[0]?.url).toBe('/api/v1/protections/A/shop')
    expect(sent[0]?.init.headers).toMatchObject({ authorization: 'Bearer person', 'idempotency-key': 'key-1' })
    expect(sent[0]?.init.body).toBe('{"quantity":3}')
  })

  it('gives the sentence, code, field and figures of a problem', async () => {
    const problem = { code: 'insufficient-shared', detail: 'Only 4 are shared.', field: 'quantity', shared: 4 }
    const { api } = apiOver(() => json(409, problem))
    const refusal = await api.get('/x').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({
      message: 'Only 4 are shared.',
      code: 'insufficient-shared',
      field: 'quantity',
      figures: { shared: 4 },
    })
  })

  it('says that nothing is known where no whole answer came', async () => {
    const lost = apiOver(() => Promise.reject(new TypeError('network')))
    await expect(lost.api.get('/x')).rejects.toBeInstanceOf(NotConnected)
    const page = apiOver(() => new Response('<html>', { status: 200 }))
    await expect(page.api.get('/x')).rejects.toBeInstanceOf(NotConnected)
    const proxy = apiOver(() => json(503, { code: 'down' }))
    await expect(proxy.api.get('/x')).rejects.toBeInstanceOf(NotConnected)
  })

  it('fetches a file as the person, under the name that the server gives it', async () => {
    const { api, sent } = apiOver(
      () => new Response('a,b', { headers: { 'content-disposition': 'inline; filename="recall-7.csv"' } }),
    )
    const { name, content } = await api.file('/recalls/7/notifications?format=csv')
    expect(sent[0]?.init.headers).toMatchObject({ authorization: 'Bearer person' })
    expect([name, await content.text()]).toEqual(['recall-7.csv', 'a,b'])
    const refused = apiOver(() => json(404, { code: 'not-found', detail: 'There is no recall.' }))
    await expect(refused.api.file('/x')).rejects.toThrow('There is no recall.')
  })

  it('sends the bytes of a file as they are', async () => {
    const { api, sent } = apiOver(() => new Response(null, { status: 204 }))
    const photo = new Blob(['jpeg'], { type: 'image/jpeg' })
    await api.upload('/attachments/ab', photo)
    expect(sent[0]?.init).toMatchObject({ method: 'PUT', body: photo, headers: { 'content-type': 'image/jpeg' } })
    const refused = apiOver(() => json(413, { code: 'photo-too-large', detail: 'A photo has at most 10 MiB.' }))
    await expect(refused.api.upload('/attachments/ab', photo)).rejects.toThrow('A photo has at most 10 MiB.')
  })

  it('tells when the session has ended', async () => {
    const { api, signedOut } = apiOver(() => json(401, { code: 'unauthorised', detail: 'Sign in.' }))
    await expect(api.get('/x')).rejects.toBeInstanceOf(Refusal)
    expect(signedOut).toHaveLength(1)
  })
})
