/* Day, night, or as the system has it; kept in this browser. */

export type Theme = "system" | "light" | "dark";

class Look {
  chosen = $state<Theme>(kept());

  choose(theme: Theme): void {
    this.chosen = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // A browser that keeps nothing shows the choice until it is closed.
    }
    this.apply();
  }

  apply(): void {
    const root = document.documentElement;
    if (this.chosen === "system") delete root.dataset.theme;
    else root.dataset.theme = this.chosen;
  }
}

function kept(): Theme {
  try {
    const found = localStorage.getItem("theme");
    return found === "light" || found === "dark" ? found : "system";
  } catch {
    return "system";
  }
}

export const theme = new Look();
