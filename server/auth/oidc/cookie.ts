/** The cookie that binds a sign-in to the browser that began it. Scripts cannot read it, and it authenticates nothing. */
import { parse, serialize } from 'hono/utils/cookie'

const LASTS_SECONDS = 600

/** With TLS under a name that a sister host or plain HTTP cannot set. */
const nameFor = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-lotline-sign-in' : 'lotline-sign-in'

export const writeCookie = (publicUrl: string, value: string): string => bake(publicUrl, value, LASTS_SECONDS)

export const clearCookie = (publicUrl: string): string => bake(publicUrl, '', 0)

const bake = (publicUrl: string, value: string, maxAge: number): string =>
  serialize(nameFor(publicUrl), value, {
    ...{ path: '/', httpOnly: true, maxAge },
    // The provider sends the browser back by a link of another site: Strict would leave the cookie out.
    sameSite: 'Lax',
    secure: publicUrl.startsWith('https:'),
  })

export const readCookie = (publicUrl: string, header: string | null): string =>
  header === null ? '' : (parse(header, nameFor(publicUrl))[nameFor(publicUrl)] ?? '')
