/* How countries and reports are called where people read them. */

import type { DocumentView } from "../api/models";

const countries = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** The English name of an ISO 3166-1 code; what is no code stays as it is. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
}

/** A report's title, else the last part of where it came from. */
export function reportName(document: Pick<DocumentView, "title" | "source">): string {
  const last = (document.source ?? "").split(/[/\\]/).filter(Boolean).at(-1);
  return document.title ?? last ?? "untitled report";
}

/** A source as it is listed; the report's own voice has a name too. */
export function sourceName(label: string): string {
  return label === "document" || label === "" ? "the report itself" : label;
}
