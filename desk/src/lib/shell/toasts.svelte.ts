/* Short words about what just happened, said aloud to a screen reader too; a decision carries its undo. */

export interface Toast {
  id: number;
  tone: "plain" | "good" | "bad";
  text: string;
  remedy: string;
  action: { label: string; run: () => void | Promise<void> } | null;
}

class Toasts {
  shown = $state<Toast[]>([]);
  #next = 1;

  say(text: string, more: Partial<Omit<Toast, "id" | "text">> = {}): void {
    const toast: Toast = { id: this.#next++, text, tone: "plain", remedy: "", action: null, ...more };
    this.shown = [...this.shown.slice(-3), toast];
    // A failure stays until it is read.
    if (toast.tone !== "bad") setTimeout(() => this.drop(toast.id), toast.action === null ? 5000 : 9000);
  }

  /** Tell of a failure in the server's own words. */
  fail(problem: unknown): void {
    const remedy = problem instanceof Error && "remedy" in problem ? String(problem.remedy) : "";
    this.say(problem instanceof Error ? problem.message : String(problem), { tone: "bad", remedy });
  }

  drop(id: number): void {
    this.shown = this.shown.filter((each) => each.id !== id);
  }
}

export const toasts = new Toasts();
