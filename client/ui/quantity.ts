/** What stands in a keypad. null: nothing was entered, which is not the same as 0. */
export type Quantity = number | null

/** Six digits are more than any bin holds and stop a barcode from becoming a quantity. */
export const quantityLimit = 999_999

export interface Press {
  value: Quantity
  /** The key would have gone beyond max, and changed nothing. */
  refused: boolean
}

function within(current: Quantity, next: number, max: number): Press {
  if (next < 0) return { value: current, refused: false }
  return next > max ? { value: current, refused: true } : { value: next, refused: false }
}

/** `fresh`: the value was put there by the app, so the first digit begins a new number instead of lengthening it. */
export function digit(current: Quantity, key: number, fresh: boolean, max = quantityLimit): Press {
  return within(current, fresh || current === null ? key : current * 10 + key, max)
}

/** Adds a pack, or a step of either sign. Never below 0. */
export function add(current: Quantity, step: number, max = quantityLimit): Press {
  return within(current, (current ?? 0) + step, max)
}

export function backspace(current: Quantity): Quantity {
  return current === null || current < 10 ? null : Math.floor(current / 10)
}
