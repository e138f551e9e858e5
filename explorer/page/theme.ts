/** Light or dark: the system's, until somebody chooses. */
export type Theme = "system" | "light" | "dark";

const key = "autometrics-theme";

export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    // A browser that keeps nothing for us.
    return "system";
  }
}

export function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // It lasts until the page is closed.
  }
}

/** app.css does the rest; charts draw themselves anew. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  window.dispatchEvent(new Event("themechange"));
}

/** Calls when what colours mean has changed. Returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  window.addEventListener("themechange", changed);
  return () => {
    system.removeEventListener("change", changed);
    window.removeEventListener("themechange", changed);
  };
}
