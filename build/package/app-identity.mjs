/** How the system knows the app; never changed, or an update would be another app. */
export const APP_ID = 'dev.gatehouse.app';
export const SCHEME = 'gatehouse';
export const EXECUTABLE = 'gatehouse';
/** Where the Linux packages put the program. */
export const INSTALL_DIR = '/opt/Gatehouse';
