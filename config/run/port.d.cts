export declare const FIRST: number;
export declare const LAST: number;
export declare function freePort(): Promise<number>;
