// A style sheet that a module brings along: the bundler's affair.
declare module '*.css';
