/* Reading that was started from this window; it goes on while other pages are looked at. */

import { api, ApiError } from "../api/client";
import type { JobView } from "../api/answers";

const ENDED = new Set<JobView["state"]>(["done", "stopped", "failed"]);

export interface Named {
  title?: string;
  publisher?: string;
  published?: string;
}

class Jobs {
  all = $state.raw<JobView[]>([]);
  #timer: ReturnType<typeof setTimeout> | null = null;

  get isBusy(): boolean {
    return this.all.some((each) => !ENDED.has(each.state));
  }

  async files(files: File[], named: Named): Promise<void> {
    const form = new FormData();
    for (const file of files) form.append("files", file, file.name);
    for (const [name, value] of Object.entries(given(named))) form.append(name, value);
    await api.send("/api/reading", form);
    await this.look();
  }

  async text(text: string, named: Named): Promise<void> {
    await api.post("/api/reading", { text, ...given(named) });
    await this.look();
  }

  async address(address: string): Promise<void> {
    await api.post("/api/reading", { address });
    await this.look();
  }

  async stop(job: string): Promise<void> {
    await api.post(`/api/jobs/${encodeURIComponent(job)}/stop`);
    await this.look();
  }

  /** Ask how far they are, and go on asking while one is not done. */
  async look(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    try {
      this.all = (await api.get<{ jobs: JobView[] }>("/api/jobs")).jobs;
    } catch (problem) {
      // A server that is busy with a model may be late; one that is gone is told of by whatever is done next.
      if (!(problem instanceof ApiError)) throw problem;
    }
    if (this.isBusy) this.#timer = setTimeout(() => void this.look(), 500);
  }
}

function given(named: Named): Record<string, string> {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value.trim() !== ""));
}

export function isEnded(job: JobView): boolean {
  return ENDED.has(job.state);
}

export const jobs = new Jobs();
