export { Announcer } from './announcer.tsx';
export { KeyHelp } from './key-help.tsx';
export { usePlaceKeys } from './place-keys.ts';
export { Problems } from './problems.tsx';
export { SideBar } from './side-bar.tsx';
export { useTheme } from './theme.ts';
export { useWindowTitle } from './window-title.ts';
