/** What stands at the edge of each sheet: CSS of pages, which cannot take its words from the document. */

export interface RunningHead {
  title: string
  /** Where and when. */
  note: string
}

/** The first sheet has its title and note on the page itself. */
export const pageRules = ({ title, note }: RunningHead): string => `
  @page {
    margin: 16mm 12mm 14mm;
    @top-left { ${FINE} content: ${cssText(title)}; }
    @top-right { ${FINE} content: ${cssText(note)}; }
    @bottom-right { ${FINE} content: counter(page) " / " counter(pages); }
  }
  @page :first {
    margin-top: 12mm;
    @top-left { content: none; }
    @top-right { content: none; }
  }
  @page list { size: landscape; }
`

const FINE = 'font: 8.5pt system-ui, sans-serif; color: #000000;'

/** A text in quotes, whatever stands in it. */
const cssText = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`
