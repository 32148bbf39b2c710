/* Marks that turn text around. A report may hold them to make words read as others; they are shown by name instead. */

export const CONTROLS: Record<string, string> = {
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};
export const CONTROL = /[\u202a-\u202e\u2066-\u2069]/g;

/** An answer of the server with every such mark named; only a document's text keeps them, since spans count them. */
export function parsed(json: string): unknown {
  if (json.search(CONTROL) === -1 && !/\\u20(2[a-e]|6[6-9])/i.test(json)) return JSON.parse(json);
  return JSON.parse(json, (key, value: unknown) => (typeof value === "string" && key !== "text" ? named(value) : value));
}

/** The words with the name of each mark in its place. */
export function named(words: string): string {
  return words.replace(CONTROL, (mark) => `[${CONTROLS[mark] ?? "?"}]`);
}
