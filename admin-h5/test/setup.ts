// What jsdom lacks. Never polyfill MessageChannel from worker_threads: React's scheduler would keep the process alive.
HTMLCanvasElement.prototype.getContext = () => null;
Object.assign(Element.prototype, {
  scrollIntoView: () => undefined,
  hasPointerCapture: () => false,
  setPointerCapture: () => undefined,
});
URL.createObjectURL = () => 'blob:picture';
URL.revokeObjectURL = () => undefined;
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Object.defineProperty(navigator, 'language', { value: 'zh-CN', configurable: true });
window.matchMedia = (query: string) =>
  ({
    matches: !query.includes('coarse') && !query.includes('dark'),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;
