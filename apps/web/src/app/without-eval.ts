import { z } from 'zod';

/*
 * zod compiles object schemas with `new Function` where it can, and probes for it. The content
 * security policy refuses that and reports the probe. Must run before any schema is made.
 */
z.config({ jitless: true });
