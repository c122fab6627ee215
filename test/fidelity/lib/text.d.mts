export declare function normaliseWords(text: string): string[];
export declare function wordErrorRate(reference: string, hypothesis: string): number;
