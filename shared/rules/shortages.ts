/** Exceptions that say that stock is missing for what was promised: a planner settles them, and the floor the others. */
export const SHORTAGES = ['at-risk', 'oversold', 'short-pick', 'protection-short'] as const

export const isShortage = (type: string): boolean => (SHORTAGES as readonly string[]).includes(type)
