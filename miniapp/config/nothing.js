// In place of packages that a browser of today needs no more (config/index.ts).
export default {};
