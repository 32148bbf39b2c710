/* Who sits at the desk, and what the server says of the ledger. */

import { api, useToken } from "../api/client";
import type { Session, SettingsView, Vocabulary, Word } from "../api/answers";
import { told } from "./told";

class Desk {
  session = $state.raw<Session | null>(null);
  vocabulary = $state.raw<Vocabulary>({});
  preferences = $state.raw<SettingsView | null>(null);

  get reviewer(): string {
    return this.session?.reviewer ?? "";
  }

  async open(): Promise<void> {
    await this.reload();
    if (this.reviewer === "") return;
    const [vocabulary, preferences] = await Promise.all([
      api.get<{ fields: Vocabulary }>("/api/vocabulary"),
      api.get<SettingsView>("/api/settings"),
    ]);
    this.vocabulary = vocabulary.fields;
    this.preferences = preferences;
  }

  async reload(): Promise<void> {
    const session = await api.get<Session>("/api/session");
    useToken(session.csrf);
    this.session = session;
  }

  async sign(reviewer: string): Promise<void> {
    await api.post("/api/session", { reviewer });
    await this.open();
  }

  /** The words of one enumeration, with their meanings. */
  words(field: string): Word[] {
    const words = told(field, this.vocabulary[field] ?? []);
    return field === "type" ? [...words, ...this.#ownTypes(words)] : words;
  }

  /** Types that reviewers named and the desk does not know. */
  #ownTypes(known: Word[]): Word[] {
    const named = (this.preferences?.types ?? []).flatMap((each) => [each.verb, each.noun, each.adjective]);
    const own = new Set(named.filter((each): each is string => each !== null && !known.some((word) => word.value === each)));
    return [...own].sort().map((value) => ({ value, label: plain(value), meaning: "A type of your own." }));
  }

  /** How one value is told to people. */
  label(field: string, value: string | number | null | undefined): string {
    if (value === null || value === undefined) return "";
    return this.words(field).find((each) => each.value === String(value))?.label ?? plain(String(value));
  }

  meaning(field: string, value: string | number | null | undefined): string {
    return this.words(field).find((each) => each.value === String(value))?.meaning ?? "";
  }
}

/** `firsthand_witness` as "firsthand witness", `ARMS_SUPPLY` as "Arms supply". */
export function plain(value: string): string {
  const words = value.replaceAll("_", " ");
  return words === words.toUpperCase() ? words.charAt(0) + words.slice(1).toLowerCase() : words;
}

export const desk = new Desk();
