/* The words of the rows in view: fetched a screen at a time, kept while the page is open. */

import { api } from "../api/client";
import type { ClaimView } from "../api/models";

const MOST = 100;
const KEPT = 4000;
/** Ids of the table are the beginnings of the ids of claims. */
const LENGTH = 23;

export class Words {
  /** Counts up whenever words have come. */
  turn = $state(0);
  problem = $state.raw<unknown>(null);
  readonly #views = new Map<string, ClaimView>();
  readonly #wanted = new Set<string>();
  readonly #asked = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The claim as the server shows it; undefined while it has not come. */
  of(id: string): ClaimView | undefined {
    return this.#views.get(id.slice(0, LENGTH));
  }

  /** See that these come, soon. */
  want(ids: readonly string[]): void {
    this.#wanted.clear();
    for (const id of ids) if (!this.#views.has(id) && !this.#asked.has(id)) this.#wanted.add(id);
    clearTimeout(this.#timer);
    if (this.#wanted.size > 0) this.#timer = setTimeout(() => void this.#fetch(), 40);
  }

  async #fetch(): Promise<void> {
    const ids = [...this.#wanted].slice(0, MOST);
    for (const id of ids) this.#asked.add(id);
    try {
      const { claims } = await api.get<{ claims: ClaimView[] }>("/api/claims", { ids: ids.join(",") });
      if (this.#views.size > KEPT) this.#views.clear();
      for (const claim of claims) this.#views.set(claim.id.slice(0, LENGTH), claim);
      this.problem = null;
      this.turn++;
    } catch (problem) {
      this.problem = problem;
    } finally {
      for (const id of ids) this.#asked.delete(id);
    }
  }
}
