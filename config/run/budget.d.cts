type Suite = { readonly name: string; readonly under: string; readonly seconds: number };
type Result = { readonly name: string; readonly startTime: number; readonly endTime: number };
export declare const SUITES: readonly Suite[];
export declare function budgetLines(results: readonly Result[], root: string): readonly string[];
