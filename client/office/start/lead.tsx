/** Whoever administers a server without a single item has come to set it up: led there once, and left in peace after that. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'

export function LeadToStart() {
  const { api, roles } = useDesk()
  const [location, navigate] = useLocation()
  const [led, setLed] = useState(false)
  const { data } = useQuery({
    queryKey: ['any-item'],
    enabled: !led && location === '/office/today' && roles.includes('admin'),
    queryFn: ({ signal }) => api.get<Page<unknown>>('/items?limit=1', signal),
  })
  const isEmpty = data?.items.length === 0
  useEffect(() => {
    if (data === undefined || led) return
    setLed(true)
    if (isEmpty && location === '/office/today') navigate('/office/start', { replace: true })
  }, [data, led, isEmpty, location, navigate])
  return null
}
