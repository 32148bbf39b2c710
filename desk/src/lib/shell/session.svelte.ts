/* Who sits at the desk, and what the server says of the ledger. */

import { api, useToken } from "../api/client";
import type { Session, Vocabulary, Word } from "../api/answers";
import { told } from "./told";

class Desk {
  session = $state.raw<Session | null>(null);
  vocabulary = $state.raw<Vocabulary>({});

  get reviewer(): string {
    return this.session?.reviewer ?? "";
  }

  async open(): Promise<void> {
    await this.reload();
    if (this.reviewer === "") return;
    const answer = await api.get<{ fields: Vocabulary }>("/api/vocabulary").catch(() => ({ fields: {} }));
    this.vocabulary = answer.fields;
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
    return told(field, this.vocabulary[field] ?? []);
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
