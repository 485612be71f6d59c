/** `unsent`: the server does not know it yet, for what was recorded is still on its way. */
export type LabelAnswer = 'opened' | 'unsent' | 'unreachable' | 'declined'

const KEPT_MS = 60_000

export const unitLabel = (unit: string): string => `units/${encodeURIComponent(unit)}?format=pdf`

export const lotLabel = (sku: string, lot: string): string =>
  `lots/${encodeURIComponent(sku)}/${encodeURIComponent(lot)}?format=pdf`

export const openLabel = (label: string, name: string, token: string): Promise<LabelAnswer> =>
  open(`/api/v1/labels/${label}`, name, { headers: { authorization: `Bearer ${token}` } })

/** A card for whoever has just been given it: the server has no other way to know it. */
export const openBadge = (badge: string, name: string, token: string): Promise<LabelAnswer> =>
  open('/api/v1/labels/badges', name, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ badges: [badge], paper: 'card' }),
  })

async function open(path: string, name: string, init: RequestInit): Promise<LabelAnswer> {
  let response: Response
  try {
    response = await fetch(path, { ...init, cache: 'no-store' })
  } catch {
    return 'unreachable'
  }
  if (response.status === 404) return 'unsent'
  if (!response.ok) return 'declined'
  show(await response.blob(), `${name}.pdf`)
  return 'opened'
}

function show(label: Blob, name: string): void {
  const url = URL.createObjectURL(label)
  // A browser that opens no window here keeps the file instead.
  if (window.open(url, '_blank') === null) {
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
  }
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
