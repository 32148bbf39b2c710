/* What this window decided, newest last, so that one key takes back the last. The ledger keeps both. */

import type { Written } from "../api/answers";
import { takeBack } from "../shell/undo";

interface Made {
  judgements: string[];
  told: string;
}

class Decisions {
  stack = $state.raw<Made[]>([]);

  made(written: Written, told: string): void {
    this.stack = [...this.stack, { judgements: written.judgements, told }];
  }

  get canUndo(): boolean {
    return this.stack.length > 0;
  }

  /** Take back the last decision of this window; says what was taken back, null where there was none. */
  async undo(): Promise<string | null> {
    const last = this.stack.at(-1);
    if (last === undefined) return null;
    await takeBack(last.judgements);
    this.stack = this.stack.slice(0, -1);
    return `Undone: ${last.told.toLowerCase()}`;
  }
}

export const decisions = new Decisions();
