/** Virtual locations: the other end of movements that enter or leave the warehouse. Their names begin with @. */
export const SUPPLIER = '@supplier'
export const PRODUCTION = '@production'
export const CUSTOMER = '@customer'
export const IN_TRANSIT = '@in-transit'
export const ADJUSTMENT = '@adjustment'
export const SCRAP = '@scrap'

export const VIRTUAL_LOCATIONS = [SUPPLIER, PRODUCTION, CUSTOMER, IN_TRANSIT, ADJUSTMENT, SCRAP] as const

export const isVirtual = (location: string): boolean => location.startsWith('@')
