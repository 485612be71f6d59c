/** Codes as they are typed or pasted: one on each line, or with commas between them. */
export const codesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n\r\t]+/)
      .map((code) => code.trim())
      .filter((code) => code !== ''),
  ),
]
