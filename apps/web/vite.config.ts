import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['MERIDIAN_DEV_SERVER'] ?? 'http://localhost:3000';

/**
 * `vite build` makes what the server serves; `vite build --mode gallery` makes the gallery of
 * states for screenshots, which never ships.
 */
export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery';
  return {
    root: here('.'),
    plugins: [react()],
    resolve: {
      alias: [{ find: /^@meridian\/(.*)$/, replacement: `${here('../../libs')}/$1/src/index.ts` }],
    },
    css: {
      modules: { generateScopedName: gallery ? '[name]__[local]' : '[hash:base64:8]' },
    },
    build: {
      outDir: here(gallery ? '../../dist/apps/web/gallery' : '../../dist/apps/web/public'),
      emptyOutDir: true,
      sourcemap: true,
      // The server's policy allows scripts and styles of this origin only, none inline.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      assetsDir: 'assets',
      chunkSizeWarningLimit: 700,
      ...(gallery ? { rolldownOptions: { input: here('gallery.html') } } : {}),
    },
    server: {
      proxy: {
        '/api': { target: server },
        '/health': { target: server },
        '/socket.io': { target: server, ws: true },
      },
    },
  };
});
