import * as z from 'zod';

// Zod tries `new Function` to speed itself up. Our content policy forbids that, and the try alone is reported as a
// violation. Must run before any schema module is loaded, so it is the first import of the entry point.
z.config({ jitless: true });
