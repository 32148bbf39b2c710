/* Decisions are taken back by their ids; both stay on record. */

import { api } from "../api/client";
import { toasts } from "./toasts.svelte";

/** Take back decisions, newest first. */
export async function takeBack(judgements: string[]): Promise<void> {
  for (const id of [...judgements].reverse()) {
    await api.post(`/api/judgements/${encodeURIComponent(id)}/undo`, {});
  }
}

/** Take one decision back and show what stands then; where it cannot be taken back, that is told. */
export async function undo(judgement: string, load: () => unknown, told = "Undone"): Promise<void> {
  try {
    await takeBack([judgement]);
    await load();
    toasts.say(told);
  } catch (problem) {
    toasts.fail(problem);
  }
}
