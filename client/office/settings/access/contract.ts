/** Who may, as the server lists it. */
export interface Person {
  id: string
  name: string
  roles: string[]
  disabled: boolean
  /** By which the identity provider knows them. */
  email: string | null
  /** Has come in by it. */
  hasEntered: boolean
}

export interface Device {
  id: string
  warehouse: string
  enrolledAt: string
  revoked: boolean
}

export interface Key {
  id: string
  name: string
  role: string | null
  scopes: string[] | null
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  revoked: boolean
}

/** What whoever is signed in may give. */
export interface Grants {
  roles: string[]
  scopes: string[]
}

export interface NewBadge {
  name: string
  badge: string
  pin: string
}

export interface EnrolmentCode {
  code: string
  expiresAt: string
}
