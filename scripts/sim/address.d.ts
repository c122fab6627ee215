export declare const EXAMPLE_PORT: number;
export declare const EXAMPLE_ADDRESS: string;
