import { useEffect } from 'react';
import { useApp } from '../../store/app-store.ts';

/** Forces light or dark where the setting says so; the system decides otherwise. */
export function useTheme(): void {
  const theme = useApp((view) => view.settings.theme);
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }, [theme]);
}
