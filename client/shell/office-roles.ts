/** Who has a desk. What each may do there the server decides. */
const ROLES = ['supervisor', 'planner', 'admin']

export const worksInOffice = (roles: readonly string[]): boolean => roles.some((role) => ROLES.includes(role))

const INSPECTORS = ['inspector', 'supervisor', 'admin']

/** Who says what becomes of returned goods. */
export const inspects = (roles: readonly string[]): boolean => roles.some((role) => INSPECTORS.includes(role))
