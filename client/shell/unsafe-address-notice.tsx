/** Where to go from an unsafe address: to the safe one, or first to the page that shows how this device is told to trust it. */

import { useEffect, useState } from 'react'
import { t } from '../language/t.ts'
import { Banner } from '../ui/index.ts'

interface Places {
  /** The app, by HTTPS. */
  address: string
  /** How a device is told to trust it; null: it need not be. */
  page: string | null
}

export default function UnsafeAddressNotice() {
  const places = usePlaces()
  if (places === undefined) return null
  return (
    <Banner kind="warn" title={t('This address is not safe')}>
      {t('At it there is no camera, and no work without the network.')}{' '}
      {places === null ? (
        t('Ask whoever runs the server for its address with https.')
      ) : places.page === null ? (
        <>
          {t('Open')} <a href={places.address}>{places.address}</a>.
        </>
      ) : (
        <>
          <a href="/trust">{t('Let this device trust the server')}</a>
          {t(', then open {address}', { address: places.address })}
        </>
      )}
    </Banner>
  )
}

/** Undefined: not known yet. Null: this server serves no HTTPS itself. */
function usePlaces(): Places | null | undefined {
  const [places, setPlaces] = useState<Places | null>()
  useEffect(() => {
    let isGone = false
    void fetch('/trust/address.json')
      .then((answer) => (answer.ok ? (answer.json() as Promise<Places>) : null))
      .catch(() => null)
      .then((found) => {
        if (!isGone) setPlaces(found)
      })
    return () => {
      isGone = true
    }
  }, [])
  return places
}
