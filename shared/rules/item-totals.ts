/** Figures of an item that are added up over its channels. Whole base units. */
export interface ItemTotals {
  protected: number
  committed: number
  allocated: number
  backordered: number
  /** On hand that cannot be sold now. */
  unavailable: number
}

type Part = Exclude<keyof ItemTotals, 'unavailable'>

export interface ItemFigures {
  onHand: number
  sellable: number
  channels: readonly Readonly<Record<Part, number>>[]
}

export const totalsOf = ({ onHand, sellable, channels }: ItemFigures): ItemTotals => {
  const sum = (part: Part) => channels.reduce((total, channel) => total + channel[part], 0)
  return {
    protected: sum('protected'),
    committed: sum('committed'),
    allocated: sum('allocated'),
    backordered: sum('backordered'),
    unavailable: onHand - sellable,
  }
}
