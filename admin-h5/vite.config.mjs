// The console is served at /admin/ by the product's own server; `npm run dev` borrows that server's API.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.PAIDAN_API ?? 'http://127.0.0.1:7300';

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [react()],
  build: {
    target: 'es2019',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': api } },
});
