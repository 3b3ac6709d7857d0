import fs from 'node:fs';

// Usage: node build/setup/allow-user-namespaces.mjs. For machines of a build service, as root.
// Chromium's sandbox needs user namespaces, which newer Ubuntu kernels keep from programs without an AppArmor profile.
const SETTING = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

if (fs.existsSync(SETTING)) fs.writeFileSync(SETTING, '0');
