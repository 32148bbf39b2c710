/* Something that is fetched: loading, there, or failed. `Loaded.svelte` shows each of the three. */

export class Loading<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<unknown>(null);
  isBusy = $state(false);
  #turn = 0;

  /** Fetch, and keep what was there until the new is; a slower older answer never overtakes a newer one. */
  async from(fetched: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    this.isBusy = true;
    try {
      const value = await fetched();
      if (turn !== this.#turn) return;
      this.value = value;
      this.problem = null;
    } catch (problem) {
      if (turn === this.#turn) this.problem = problem;
    } finally {
      if (turn === this.#turn) this.isBusy = false;
    }
  }
}
