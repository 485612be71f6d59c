/** What browsers are told about every answer: what it may load, who may show it, and what it may ask of the device. */
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { addressOf } from '../addresses/ranges.ts'
import { clientOf, type TrustedProxies } from './client-address.ts'

const SELF = ["'self'"]
const NONE = ["'none'"]

const shared = {
  permissionsPolicy: {
    camera: ['self'],
    ...{ screenWakeLock: ['self'], fullscreen: ['self'], clipboardWrite: ['self'] },
    ...{ microphone: [], geolocation: [], payment: [], usb: [], serial: [], hid: [], midi: [] },
    ...{ displayCapture: [], accelerometer: [], gyroscope: [], magnetometer: [], xrSpatialTracking: [] },
    ...{ clipboardRead: [], browsingTopics: [] },
  },
  xFrameOptions: 'DENY',
  // Said where it is true: see below.
  strictTransportSecurity: false,
}

const policyOfPages = {
  defaultSrc: SELF,
  // zxing compiles its decoder from a bundled file.
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  styleSrc: SELF,
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'", 'blob:'],
  connectSrc: SELF,
  ...{ objectSrc: NONE, baseUri: NONE, formAction: SELF, frameAncestors: NONE },
}

/** Pages: the app's own files and nothing else, no script or style in the page itself. */
const ofPages = secureHeaders({ ...shared, contentSecurityPolicy: policyOfPages })

/** The demo's barcodes say their width themselves. */
const ofSheet = secureHeaders({
  ...shared,
  contentSecurityPolicy: { ...policyOfPages, styleSrcAttr: ["'unsafe-inline'"] },
})

/** Data and files: whatever they hold, nothing in them is ever run, not even where somebody opens them as a page. */
const ofData = secureHeaders({
  ...shared,
  contentSecurityPolicy: {
    ...{ defaultSrc: NONE, baseUri: NONE, formAction: NONE, frameAncestors: NONE },
    sandbox: [],
  },
})

const headersOf = (path: string): MiddlewareHandler => {
  if (/^\/(api\/v1|hooks)\//.test(path)) return ofData
  return path === '/demo/sheet' ? ofSheet : ofPages
}

/** Long enough to hold over a holiday, short enough that a site that gives HTTPS up is not locked out for a season. */
const HSTS = `max-age=${30 * 86_400}`

export const securityHeaders = (proxies: TrustedProxies): MiddlewareHandler => {
  const isHttps = (context: Parameters<MiddlewareHandler>[0]): boolean => {
    const { scheme, host } = clientOf(context, proxies)
    const name = host.replace(/:\d+$/, '')
    // An address cannot be held to it, and on localhost it would bind whatever else is tried out there.
    return scheme === 'https' && name !== 'localhost' && addressOf(name) === undefined
  }
  return async (context, next) => {
    await headersOf(context.req.path)(context, next)
    if (isHttps(context)) context.res.headers.set('Strict-Transport-Security', HSTS)
  }
}
