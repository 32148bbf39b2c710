/* Keys by page. A page lists its keys once; the list works, and the help (?) shows it. */

import { untrack } from "svelte";

export interface Key {
  /** As `event.key` gives it, with "Shift+", "Mod+" (Control or Command) in front where they count. */
  key: string;
  does: string;
  run: (event: KeyboardEvent) => void;
  /** Works also while somebody types in a field. */
  whileTyping?: boolean;
}

interface Group {
  name: string;
  keys: Key[];
}

class Keys {
  groups = $state<Group[]>([]);
  isHelpOpen = $state(false);

  /** Listen for these until the page goes; call it in an `$effect` and return what it returns. */
  use(name: string, keys: Key[]): () => void {
    const group = { name, keys };
    // Without `untrack` the effect that calls this would wait for what it has just written, and run for ever.
    this.groups = [...untrack(() => this.groups), group];
    return () => {
      this.groups = this.groups.filter((each) => each.name !== name);
    };
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const typing = isTyping(event.target);
    const wanted = spelled(event);
    for (const group of [...this.groups].reverse()) {
      const found = group.keys.find((each) => each.key === wanted && (!typing || each.whileTyping === true));
      if (found !== undefined) {
        event.preventDefault();
        found.run(event);
        return;
      }
    }
  }
}

function spelled(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? "Mod+" : "";
  const alt = event.altKey ? "Alt+" : "";
  // A letter's or sign's own case tells of Shift already.
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return mod + alt + shift + event.key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog[open]") !== null) return true;
  return target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

export const keys = new Keys();
