/* What can be done about claims in a room, by key and by button alike. */

import type { Task } from "./workspace.svelte";

export interface Actions {
  accept: () => void;
  reject: () => void;
  /** Open the form, at a field of it. */
  correct: (field: string | null) => void;
  task: (task: Task) => void;
  tick: (claim: string) => void;
  explain: () => void;
  isExplaining: () => boolean;
  /** The field that the form begins with. */
  first: () => string | null;
}
